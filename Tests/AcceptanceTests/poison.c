// Preloaded, it ends the program wherever that reads a document with the word POISON in it, as a fault of a parser would: in XML, in HTML
// and in a table.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static void taste(const void *bytes, long size) {
    if (bytes != NULL && size > 0 && memmem(bytes, (size_t)size, "POISON", 6) != NULL) abort();
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

ssize_t pread(int file, void *bytes, size_t size, off_t offset) {
    static ssize_t (*real)(int, void *, size_t, off_t);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "pread");
    const ssize_t count = real(file, bytes, size, offset);
    taste(bytes, count);
    return count;
}

// A process of its own reads the table as a whole, where it lies.
ssize_t read(int file, void *bytes, size_t size) {
    static ssize_t (*real)(int, void *, size_t);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "read");
    const ssize_t count = real(file, bytes, size);
    char link[40], target[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, target, sizeof target - 1);
    if (length > 0 && memmem(target, (size_t)length, "/.table-", 8) != NULL) taste(bytes, count);
    return count;
}

ssize_t pread64(int file, void *bytes, size_t size, off_t offset) { return pread(file, bytes, size, offset); }
