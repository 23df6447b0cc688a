-- The book. Rows are only ever added; triggers refuse the rest. Moments are microseconds since 1970 in UTC, days are
-- proleptic Gregorian ordinals, NULL says what the column's comment says.

CREATE TABLE producer (
    producer INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    config_hash TEXT NOT NULL,
    UNIQUE (name, version, config_hash)
) STRICT;

-- One committed transaction; its moment is the transaction time of every row that names it. `last`: the highest
-- `entry.seq` after it; `closed`: how many lines it closed.
CREATE TABLE batch (
    batch INTEGER PRIMARY KEY,
    recorded_at INTEGER NOT NULL UNIQUE,
    producer INTEGER NOT NULL,
    last INTEGER NOT NULL,
    closed INTEGER NOT NULL
) STRICT;

-- Bytes as fetched, zlib.
CREATE TABLE raw (
    sha256 BLOB PRIMARY KEY,
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The manifest: what was read, by what, and which document came of it (NULL: none, only problems).
CREATE TABLE reading (
    reading INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    slot TEXT NOT NULL,
    origin TEXT NOT NULL,
    fetched INTEGER NOT NULL,
    raw BLOB NOT NULL,
    text_version TEXT NOT NULL,
    producer INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    hints TEXT NOT NULL,
    doc_id TEXT,
    UNIQUE (slot, fetched, raw, text_version, producer)
) STRICT;
CREATE INDEX reading_doc ON reading (doc_id) WHERE doc_id IS NOT NULL;

-- A line of the book. `about`: the document of a claim, the slot of a problem, the ruling that a ruling revokes.
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    about TEXT,
    supersedes INTEGER,
    digest BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX entry_id ON entry (id);
CREATE INDEX entry_about ON entry (about) WHERE about IS NOT NULL;
CREATE INDEX entry_kind ON entry (kind);

-- The end of an entry's validity: it stands from its own batch until this one.
CREATE TABLE closing (
    seq INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL
) STRICT;
CREATE INDEX closing_batch ON closing (batch);

-- The days of a claim's happening; NULL: unbounded.
CREATE TABLE claim_days (
    seq INTEGER PRIMARY KEY,
    earliest INTEGER,
    latest INTEGER
) STRICT;

CREATE TABLE claim_party (
    actor TEXT NOT NULL,
    seq INTEGER NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('actor', 'recipient', 'third')),
    PRIMARY KEY (actor, seq, side)
) STRICT, WITHOUT ROWID;

-- Every pair of parties of a claim, the smaller id first: one seek finds the claims of a dyad.
CREATE TABLE claim_dyad (
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (a, b, seq)
) STRICT, WITHOUT ROWID;

-- Titles of documents and support quotes of claims; rowid is `entry.seq`.
CREATE VIRTUAL TABLE wording USING fts5 (title, quote, content = '', tokenize = 'porter unicode61 remove_diacritics 2');

-- Who may write; the one table whose row changes.
CREATE TABLE writer (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    token TEXT NOT NULL,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    started INTEGER NOT NULL,
    beat INTEGER NOT NULL
) STRICT;

CREATE TRIGGER producer_kept BEFORE UPDATE ON producer BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER producer_stays BEFORE DELETE ON producer BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER batch_kept BEFORE UPDATE ON batch BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER batch_stays BEFORE DELETE ON batch BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER raw_kept BEFORE UPDATE ON raw BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER raw_stays BEFORE DELETE ON raw BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER reading_kept BEFORE UPDATE ON reading BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER reading_stays BEFORE DELETE ON reading BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER entry_kept BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER closing_kept BEFORE UPDATE ON closing BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER closing_stays BEFORE DELETE ON closing BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER claim_days_kept BEFORE UPDATE ON claim_days BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER claim_days_stay BEFORE DELETE ON claim_days BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER claim_party_kept BEFORE UPDATE ON claim_party BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER claim_party_stays BEFORE DELETE ON claim_party BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER claim_dyad_kept BEFORE UPDATE ON claim_dyad BEGIN SELECT raise(ABORT, 'append-only'); END;
CREATE TRIGGER claim_dyad_stays BEFORE DELETE ON claim_dyad BEGIN SELECT raise(ABORT, 'append-only'); END;
