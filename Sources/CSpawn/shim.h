#ifndef RATINGWATCH_SPAWN_H
#define RATINGWATCH_SPAWN_H

#include <fcntl.h>
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

#endif
