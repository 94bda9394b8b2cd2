// Preloaded, it ends the program wherever that reads a document with the word POISON in it, as a fault of a parser would: in XML, in HTML
// and in a table; wherever it gives the database a text with VENOM in it; and wherever it gives an alert with BANE in it to a webhook, or one
// with BLIGHT in it to a log.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

static int holds(const void *bytes, long size, const char *word) {
    return bytes != NULL && size > 0 && memmem(bytes, (size_t)size, word, strlen(word)) != NULL;
}

static void taste(const void *bytes, long size) {
    if (holds(bytes, size, "POISON")) abort();
}

int sqlite3_bind_text(void *statement, int index, const char *text, int size, void (*destructor)(void *)) {
    static int (*real)(void *, int, const char *, int, void (*)(void *));
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "sqlite3_bind_text");
    if (holds(text, size, "VENOM")) abort();
    return real(statement, index, text, size, destructor);
}

ssize_t send(int socket, const void *bytes, size_t size, int flags) {
    static ssize_t (*real)(int, const void *, size_t, int);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "send");
    struct sockaddr_storage end = {.ss_family = AF_UNSPEC};
    socklen_t length = sizeof end;
    getsockname(socket, (struct sockaddr *)&end, &length);
    // The tests' own server of databases is reached by a socket of this machine.
    if (end.ss_family == AF_UNIX && holds(bytes, (long)size, "VENOM")) abort();
    if (end.ss_family == AF_INET && holds(bytes, (long)size, "specversion") && holds(bytes, (long)size, "BANE")) abort();
    return real(socket, bytes, size, flags);
}

// A log's line, or what `preview` shows of it.
ssize_t write(int file, const void *bytes, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "write");
    if (holds(bytes, (long)size, "specversion") && holds(bytes, (long)size, "BLIGHT")) abort();
    return real(file, bytes, size);
}

int xmlParseChunk(void *parser, const char *bytes, int size, int last) {
    static int (*real)(void *, const char *, int, int);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "xmlParseChunk");
    taste(bytes, size);
    return real(parser, bytes, size, last);
}

void *htmlCtxtReadMemory(void *parser, const char *bytes, int size, const char *url, const char *charset, int options) {
    static void *(*real)(void *, const char *, int, const char *, const char *, int);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "htmlCtxtReadMemory");
    taste(bytes, size);
    return real(parser, bytes, size, url, charset, options);
}

// A table lies in a file of its own while it is read.
ssize_t pread(int file, void *bytes, size_t size, off_t offset) {
    static ssize_t (*real)(int, void *, size_t, off_t);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "pread");
    const ssize_t count = real(file, bytes, size, offset);
    char link[40], target[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, target, sizeof target - 1);
    if (length > 0 && memmem(target, (size_t)length, "/.table-", 8) != NULL) taste(bytes, count);
    return count;
}

ssize_t pread64(int file, void *bytes, size_t size, off_t offset) { return pread(file, bytes, size, offset); }
