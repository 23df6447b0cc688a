"""A brief as a file: Markdown, one page, Word, PDF; in each, every sentence leads to the words it rests on."""
