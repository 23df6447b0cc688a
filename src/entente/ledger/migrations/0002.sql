-- The segments that were made of this book for counting: which file holds which entries. A file of another hash, or one
-- that is not listed, was not made of it.
CREATE TABLE segment (
    sha256 BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    lines INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    listed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER segment_kept BEFORE UPDATE ON segment BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER segment_stays BEFORE DELETE ON segment BEGIN SELECT raise(ABORT, 'append-only'); END;
