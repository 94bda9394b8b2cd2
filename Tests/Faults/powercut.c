// Keeps beside a folder what a disk would hold after a power cut: preloaded, it copies a file's content when it is synced, and a folder's list
// of names when that is. Whatever was never synced is lost, a renamed or new name too.
//
// CUT_FOLDER: the folder. CUT_DISK: the folder that gets `content/<inode>` and `names/<path with | for />`.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[512], disk[512];
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    const char *text;
    if ((text = getenv("CUT_FOLDER"))) strncpy(folder, text, sizeof folder - 1);
    if ((text = getenv("CUT_DISK"))) strncpy(disk, text, sizeof disk - 1);
}

static int opened(const char *path, int flags) { return openat(AT_FDCWD, path, flags | O_CLOEXEC, 0600); }

static void put(const char *temporary, const char *path, void (*fill)(FILE *, const char *), const char *from) {
    FILE *file = fopen(temporary, "we");
    if (!file) abort();
    fill(file, from);
    if (fclose(file) != 0 || rename(temporary, path) != 0) abort();
}

static void content(FILE *to, const char *path) {
    static char bytes[1 << 16];
    const int from = opened(path, O_RDONLY);
    if (from < 0) return;
    ssize_t count;
    while ((count = read(from, bytes, sizeof bytes)) > 0) fwrite(bytes, 1, (size_t)count, to);
    close(from);
}

static void names(FILE *to, const char *path) {
    DIR *list = opendir(path);
    if (!list) return;
    const struct dirent *entry;
    while ((entry = readdir(list)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            fprintf(to, "%lu %d %s\n", (unsigned long)entry->d_ino, entry->d_type == DT_DIR, entry->d_name);
    closedir(list);
}

// What the disk holds once the file has been synced.
static void keep(int file) {
    char link[40], path[1024], temporary[1200], target[2300];
    struct stat status;
    if (!folder[0] || fstat(file, &status) != 0) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return;
    path[length] = 0;
    if (strncmp(path, folder, strlen(folder)) != 0) return;
    pthread_mutex_lock(&turn);
    snprintf(temporary, sizeof temporary, "%s/temporary.%d", disk, getpid());
    if (S_ISDIR(status.st_mode)) {
        char name[1024];
        strcpy(name, path + strlen(folder));
        for (char *next = name; *next; next++)
            if (*next == '/') *next = '|';
        snprintf(target, sizeof target, "%s/names/%s", disk, name[0] ? name : "|");
        put(temporary, target, names, path);
    } else {
        snprintf(target, sizeof target, "%s/content/%lu", disk, (unsigned long)status.st_ino);
        // A file that has no name any more is read by its descriptor.
        put(temporary, target, content, link);
    }
    pthread_mutex_unlock(&turn);
}

// The current fails at the CUT_AT-th sync, before it is done; at none where that is 0.
static void count(void) {
    static long done;
    const char *at = getenv("CUT_AT");
    if (at && __atomic_add_fetch(&done, 1, __ATOMIC_SEQ_CST) == atol(at)) kill(getpid(), SIGKILL);
}

#define SYNC(name) \
    int name(int file) { \
        count(); \
        static int (*real)(int); \
        if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name); \
        const int result = real(file); \
        if (result == 0) keep(file); \
        return result; \
    }

SYNC(fsync)
SYNC(fdatasync)
