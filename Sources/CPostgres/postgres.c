#define _GNU_SOURCE

#include "CPostgres.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

// Of libpq-fe.h and postgres_ext.h.
enum { CONNECTION_OK = 0 };
enum {
    PGRES_COMMAND_OK = 1,
    PGRES_TUPLES_OK = 2,
    PGRES_SINGLE_TUPLE = 9,
    PGRES_PIPELINE_SYNC = 10,
    PGRES_PIPELINE_ABORTED = 11,
};
enum { PG_DIAG_SEVERITY_NONLOCALIZED = 'V', PG_DIAG_SQLSTATE = 'C', PG_DIAG_MESSAGE_PRIMARY = 'M' };

typedef void (*notice_processor)(void *, const char *);

static struct {
    rw_pg_connection *(*PQconnectdbParams)(const char *const *, const char *const *, int);
    int (*PQstatus)(const rw_pg_connection *);
    void (*PQfinish)(rw_pg_connection *);
    char *(*PQerrorMessage)(const rw_pg_connection *);
    int (*PQserverVersion)(const rw_pg_connection *);
    int (*PQbackendPID)(const rw_pg_connection *);
    notice_processor (*PQsetNoticeProcessor)(rw_pg_connection *, notice_processor, void *);
    int (*PQsocket)(const rw_pg_connection *);
    int (*PQconsumeInput)(rw_pg_connection *);
    void *(*PQnotifies)(rw_pg_connection *);
    void (*PQfreemem)(void *);
    int (*PQenterPipelineMode)(rw_pg_connection *);
    int (*PQsendPrepare)(rw_pg_connection *, const char *, const char *, int, const unsigned int *);
    int (*PQsendQueryPrepared)(
        rw_pg_connection *, const char *, int, const char *const *, const int *, const int *, int);
    int (*PQpipelineSync)(rw_pg_connection *);
    rw_pg_result *(*PQgetResult)(rw_pg_connection *);
    void (*PQclear)(rw_pg_result *);
    int (*PQresultStatus)(const rw_pg_result *);
    char *(*PQresultErrorField)(const rw_pg_result *, int);
    int (*PQntuples)(const rw_pg_result *);
    int (*PQnfields)(const rw_pg_result *);
    int (*PQfnumber)(const rw_pg_result *, const char *);
    int (*PQgetisnull)(const rw_pg_result *, int, int);
    char *(*PQgetvalue)(const rw_pg_result *, int, int);
    int (*PQgetlength)(const rw_pg_result *, int, int);
    char *(*PQcmdTuples)(rw_pg_result *);
} pq;

static const char *failure;
static bool is_loaded;

#define FIND(name)                                                                                                     \
    do {                                                                                                               \
        *(void **)&pq.name = dlsym(library, #name);                                                                    \
        if (pq.name == NULL) return failure = "libpq.so.5 is older than version 14";                                   \
    } while (0)

// libpq would heed them beside the configuration, and what a record is must not hang on who starts the program.
static void forget_environment(void) {
    for (;;) {
        char name[64] = "";
        for (char **variable = environ; variable != NULL && *variable != NULL; variable++) {
            size_t length = strcspn(*variable, "=");
            if (strncmp(*variable, "PG", 2) == 0 && length < sizeof name) {
                memcpy(name, *variable, length);
                name[length] = 0;
                break;
            }
        }
        if (name[0] == 0) return;
        unsetenv(name);
    }
}

const char *rw_pg_load(void) {
    if (is_loaded) return failure;
    is_loaded = true;
    void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return failure = "libpq.so.5 is not installed";
    FIND(PQconnectdbParams);
    FIND(PQstatus);
    FIND(PQfinish);
    FIND(PQerrorMessage);
    FIND(PQserverVersion);
    FIND(PQbackendPID);
    FIND(PQsetNoticeProcessor);
    FIND(PQsocket);
    FIND(PQconsumeInput);
    FIND(PQnotifies);
    FIND(PQfreemem);
    FIND(PQenterPipelineMode);
    FIND(PQsendPrepare);
    FIND(PQsendQueryPrepared);
    FIND(PQpipelineSync);
    FIND(PQgetResult);
    FIND(PQclear);
    FIND(PQresultStatus);
    FIND(PQresultErrorField);
    FIND(PQntuples);
    FIND(PQnfields);
    FIND(PQfnumber);
    FIND(PQgetisnull);
    FIND(PQgetvalue);
    FIND(PQgetlength);
    FIND(PQcmdTuples);
    forget_environment();
    return NULL;
}

// Notices say what is no fault, such as that a table is there already.
static void ignore(void *context, const char *message) {
    (void)context;
    (void)message;
}

rw_pg_connection *rw_pg_connect(const char *const *names, const char *const *values) {
    rw_pg_connection *connection = pq.PQconnectdbParams(names, values, 0);
    if (connection != NULL) pq.PQsetNoticeProcessor(connection, ignore, NULL);
    return connection;
}

bool rw_pg_is_open(const rw_pg_connection *connection) { return pq.PQstatus(connection) == CONNECTION_OK; }

bool rw_pg_is_alive(rw_pg_connection *connection) {
    // Each reading takes what is there, and the end shows at the next one alone.
    for (;;) {
        if (!rw_pg_is_open(connection)) return false;
        struct pollfd socket = {.fd = pq.PQsocket(connection), .events = POLLIN};
        if (socket.fd < 0) return false;
        if (poll(&socket, 1, 0) <= 0) return true;
        if (pq.PQconsumeInput(connection) != 1) return false;
    }
}

bool rw_pg_take_calls(rw_pg_connection *connection) {
    bool was_called = false;
    for (void *call = pq.PQnotifies(connection); call != NULL; call = pq.PQnotifies(connection)) {
        pq.PQfreemem(call);
        was_called = true;
    }
    return was_called;
}

int rw_pg_copy_socket(const rw_pg_connection *connection) { return fcntl(pq.PQsocket(connection), F_DUPFD_CLOEXEC, 3); }

void rw_pg_finish(rw_pg_connection *connection) { pq.PQfinish(connection); }
const char *rw_pg_error(const rw_pg_connection *connection) { return pq.PQerrorMessage(connection); }
int rw_pg_server_version(const rw_pg_connection *connection) { return pq.PQserverVersion(connection); }
int rw_pg_backend(const rw_pg_connection *connection) { return pq.PQbackendPID(connection); }
bool rw_pg_enter_pipeline(rw_pg_connection *connection) { return pq.PQenterPipelineMode(connection) == 1; }

bool rw_pg_send_prepare(rw_pg_connection *connection, const char *name, const char *sql) {
    return pq.PQsendPrepare(connection, name, sql, 0, NULL) == 1;
}

bool rw_pg_send_prepared(rw_pg_connection *connection, const char *name, int count, const char *const *values,
                         const int *lengths, const int *forms) {
    return pq.PQsendQueryPrepared(connection, name, count, values, lengths, forms, 0) == 1;
}

bool rw_pg_sync(rw_pg_connection *connection) { return pq.PQpipelineSync(connection) == 1; }
rw_pg_result *rw_pg_next(rw_pg_connection *connection) { return pq.PQgetResult(connection); }
void rw_pg_clear(rw_pg_result *result) { pq.PQclear(result); }

rw_pg_outcome rw_pg_outcome_of(const rw_pg_result *result) {
    switch (pq.PQresultStatus(result)) {
    case PGRES_COMMAND_OK: return RW_PG_DONE;
    case PGRES_TUPLES_OK:
    case PGRES_SINGLE_TUPLE: return RW_PG_ROWS;
    case PGRES_PIPELINE_SYNC: return RW_PG_SYNCED;
    case PGRES_PIPELINE_ABORTED: return RW_PG_SKIPPED;
    default: return RW_PG_FAILED;
    }
}

static const char *field(const rw_pg_result *result, int code) {
    const char *text = pq.PQresultErrorField(result, code);
    return text == NULL ? "" : text;
}

const char *rw_pg_state(const rw_pg_result *result) { return field(result, PG_DIAG_SQLSTATE); }
bool rw_pg_is_fatal(const rw_pg_result *result) {
    const char *severity = field(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    return strcmp(severity, "FATAL") == 0 || strcmp(severity, "PANIC") == 0;
}
const char *rw_pg_message(const rw_pg_result *result) { return field(result, PG_DIAG_MESSAGE_PRIMARY); }
int rw_pg_rows(const rw_pg_result *result) { return pq.PQntuples(result); }
int rw_pg_columns(const rw_pg_result *result) { return pq.PQnfields(result); }
int rw_pg_column(const rw_pg_result *result, const char *name) { return pq.PQfnumber(result, name); }
bool rw_pg_is_null(const rw_pg_result *result, int row, int column) {
    return pq.PQgetisnull(result, row, column) == 1;
}
const char *rw_pg_value(const rw_pg_result *result, int row, int column) {
    return pq.PQgetvalue(result, row, column);
}
int rw_pg_length(const rw_pg_result *result, int row, int column) { return pq.PQgetlength(result, row, column); }
const char *rw_pg_changes(rw_pg_result *result) { return pq.PQcmdTuples(result); }
