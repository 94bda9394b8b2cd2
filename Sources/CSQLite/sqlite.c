#include "CSQLite.h"
#include <sqlite3.h>

// Its arguments vary, which Swift cannot call.
void ratingwatch_keep_statement_journals(int bytes) { sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, bytes); }
