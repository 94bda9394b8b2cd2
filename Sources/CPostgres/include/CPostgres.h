#ifndef RATINGWATCH_POSTGRES_H
#define RATINGWATCH_POSTGRES_H

#include <stdbool.h>

// PostgreSQL's client library, libpq, found when it is first needed: neither building nor running ratingwatch asks for it as
// long as the record is a file. What is declared here is the part of libpq's interface that is used; it has not changed since
// version 14, https://www.postgresql.org/docs/current/libpq.html

typedef struct rw_pg_connection rw_pg_connection;
typedef struct rw_pg_result rw_pg_result;

// Loads the library, once; NULL, or why it cannot be had. Takes PG* variables out of the environment, which libpq would else
// heed beside the configuration. Not to be called by two threads at once.
const char *rw_pg_load(void);

// Both lists end with NULL. Never NULL unless out of memory: see rw_pg_is_open.
rw_pg_connection *rw_pg_connect(const char *const *names, const char *const *values);
bool rw_pg_is_open(const rw_pg_connection *connection);
// The same, after reading what has come from the server: its last word and its hanging up may wait there, one behind the other.
bool rw_pg_is_alive(rw_pg_connection *connection);
// True where a notification has come since this was asked last; reads nothing from the socket.
bool rw_pg_take_calls(rw_pg_connection *connection);
// A descriptor of its own for the socket, or -1.
int rw_pg_copy_socket(const rw_pg_connection *connection);
void rw_pg_finish(rw_pg_connection *connection);
// What went wrong last with the connection; lives as long as it.
const char *rw_pg_error(const rw_pg_connection *connection);
// 150018 for 15.18.
int rw_pg_server_version(const rw_pg_connection *connection);
int rw_pg_backend(const rw_pg_connection *connection);

bool rw_pg_enter_pipeline(rw_pg_connection *connection);
bool rw_pg_send_prepare(rw_pg_connection *connection, const char *name, const char *sql);
bool rw_pg_send_prepared(rw_pg_connection *connection, const char *name, int count, const char *const *values,
                         const int *lengths, const int *forms);
bool rw_pg_sync(rw_pg_connection *connection);

// The next answer; NULL between the answers to two statements. Waits for it.
rw_pg_result *rw_pg_next(rw_pg_connection *connection);
void rw_pg_clear(rw_pg_result *result);

typedef enum {
    RW_PG_DONE,
    RW_PG_ROWS,
    RW_PG_SYNCED,
    RW_PG_SKIPPED,
    RW_PG_FAILED,
} rw_pg_outcome;

rw_pg_outcome rw_pg_outcome_of(const rw_pg_result *result);
// Five letters, or an empty text where the server did not say.
const char *rw_pg_state(const rw_pg_result *result);
// True where the server ends the session with it.
bool rw_pg_is_fatal(const rw_pg_result *result);
const char *rw_pg_message(const rw_pg_result *result);
int rw_pg_rows(const rw_pg_result *result);
int rw_pg_columns(const rw_pg_result *result);
// -1 where there is none.
int rw_pg_column(const rw_pg_result *result, const char *name);
bool rw_pg_is_null(const rw_pg_result *result, int row, int column);
// Ends with a NUL.
const char *rw_pg_value(const rw_pg_result *result, int row, int column);
int rw_pg_length(const rw_pg_result *result, int row, int column);
// Rows that a statement has inserted, changed or deleted, as digits.
const char *rw_pg_changes(rw_pg_result *result);

#endif
