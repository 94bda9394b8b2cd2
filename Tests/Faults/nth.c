// Makes one operation of a program fail: preloaded, it counts those of one kind and fails the chosen ones.
//
// FAULT_OPERATION: write, sync, rename, create, truncate or allocate. FAULT_AT: the number of the first one that fails, from 1; 0 for
// none. FAULT_TIMES: how many fail, one after the other. FAULT_CAUSE: a number of errno, or `kill`: the process dies there, a write
// half done. FAULT_FOLDER: of files, only those below it count. FAULT_COUNT: the file that gets how many there were, at an orderly end.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long count;
static long first, times;
static int cause, dies;
static char operation[16], folder[256], report[256];
static int ready;

__attribute__((constructor)) static void begin(void) {
    const char *text = getenv("FAULT_OPERATION");
    if (text) strncpy(operation, text, sizeof operation - 1);
    if ((text = getenv("FAULT_FOLDER"))) strncpy(folder, text, sizeof folder - 1);
    if ((text = getenv("FAULT_COUNT"))) strncpy(report, text, sizeof report - 1);
    if ((text = getenv("FAULT_AT"))) first = atol(text);
    times = (text = getenv("FAULT_TIMES")) ? atol(text) : 1;
    if ((text = getenv("FAULT_CAUSE"))) {
        dies = strcmp(text, "kill") == 0;
        cause = atoi(text);
    }
    ready = 1;
}

__attribute__((destructor)) static void end(void) {
    ready = 0;
    if (!report[0]) return;
    FILE *file = fopen(report, "w");
    if (!file) return;
    fprintf(file, "%ld\n", atomic_load(&count));
    fclose(file);
}

// Whether this one fails.
static int fails(const char *name) {
    if (!ready || strcmp(operation, name) != 0) return 0;
    const long number = atomic_fetch_add(&count, 1) + 1;
    return first > 0 && number >= first && number < first + times;
}

static int concerns(int file, const char *path) {
    char link[40], target[512];
    if (!path) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", file);
        const ssize_t length = readlink(link, target, sizeof target - 1);
        if (length < 0) return 0;
        target[length] = 0;
        path = target;
    }
    return strncmp(path, folder, strlen(folder)) == 0;
}

static void die(void) { kill(getpid(), SIGKILL); }

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, name)

#define OTHERWISE(name, file, path) \
    if (concerns(file, path) && fails(name)) { \
        if (dies) die(); \
        errno = cause; \
        return -1; \
    }

ssize_t write(int file, const void *bytes, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (concerns(file, NULL) && fails("write")) {
        // As a full disk has it: a part is there.
        real(file, bytes, size / 2);
        if (dies) die();
        errno = cause;
        return -1;
    }
    return real(file, bytes, size);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t place) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    if (concerns(file, NULL) && fails("write")) {
        real(file, bytes, size / 2, place);
        if (dies) die();
        errno = cause;
        return -1;
    }
    return real(file, bytes, size, place);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t place) { return pwrite(file, bytes, size, place); }

ssize_t writev(int file, const struct iovec *parts, int number) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    OTHERWISE("write", file, NULL);
    return real(file, parts, number);
}

int fsync(int file) {
    REAL(int, "fsync", int);
    OTHERWISE("sync", file, NULL);
    return real(file);
}

int fdatasync(int file) {
    REAL(int, "fdatasync", int);
    OTHERWISE("sync", file, NULL);
    return real(file);
}

int ftruncate(int file, off_t size) {
    REAL(int, "ftruncate", int, off_t);
    OTHERWISE("truncate", file, NULL);
    return real(file, size);
}

int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    OTHERWISE("rename", -1, to);
    return real(from, to);
}

static int mode_of(int flags, va_list rest) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0; }

int open(const char *path, int flags, ...) {
    REAL(int, "open", const char *, int, ...);
    va_list rest;
    va_start(rest, flags);
    const int mode = mode_of(flags, rest);
    va_end(rest);
    if (flags & O_CREAT) OTHERWISE("create", -1, path);
    return real(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const int mode = mode_of(flags, rest);
    va_end(rest);
    return open(path, flags, mode);
}

extern void *__libc_malloc(size_t);

void *malloc(size_t size) {
    if (fails("allocate")) {
        if (dies) die();
        errno = ENOMEM;
        return NULL;
    }
    return __libc_malloc(size);
}
