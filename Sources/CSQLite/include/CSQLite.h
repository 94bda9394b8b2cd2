#ifndef RATINGWATCH_SQLITE_H
#define RATINGWATCH_SQLITE_H

// Lets SQLite keep so many bytes of a statement's journal in memory before it writes them to a file; before the first database is
// opened, https://www.sqlite.org/c3ref/c_config_covering_index_scan.html
void ratingwatch_keep_statement_journals(int bytes);

#endif
