#ifndef RATINGWATCH_SPAWN_H
#define RATINGWATCH_SPAWN_H

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <unistd.h>

// glibc 2.34 and later; hidden without _GNU_SOURCE, which a module map cannot set.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

// A file in memory that no child inherits: -1 with errno.
static inline int ratingwatch_memory_file(void) {
    const unsigned int close_on_exec = 1;
    return (int)syscall(SYS_memfd_create, "document", close_on_exec);
}

// Both ends of a pipe that no child inherits: -1 with errno.
static inline int ratingwatch_pipe(int ends[2]) { return (int)syscall(SYS_pipe2, ends, O_CLOEXEC); }

// posix_spawnp with no signal blocked or ignored: threads of Dispatch block signals, and a child would inherit that.
static inline int ratingwatch_spawn(pid_t *child, const posix_spawn_file_actions_t *actions, char *const argv[],
                                    char *const environment[]) {
    posix_spawnattr_t attributes;
    int code = posix_spawnattr_init(&attributes);
    if (code != 0) return code;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    code = posix_spawnp(child, argv[0], actions, &attributes, argv, environment);
    posix_spawnattr_destroy(&attributes);
    return code;
}

#endif
