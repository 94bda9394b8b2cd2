#ifndef RATINGWATCH_SPAWN_H
#define RATINGWATCH_SPAWN_H

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/types.h>
#include <unistd.h>

// glibc 2.34 and later; hidden without _GNU_SOURCE, which a module map cannot set.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

// A file in memory that no child inherits: -1 with errno.
int ratingwatch_memory_file(void);

// Both ends of a pipe that no child inherits: -1 with errno.
int ratingwatch_pipe(int ends[2]);

// posix_spawnp with no signal blocked or ignored: threads of Dispatch block signals, and a child would inherit that.
int ratingwatch_spawn(pid_t *child, const posix_spawn_file_actions_t *actions, char *const argv[], char *const environment[]);

// Bounds the memory of its own that a child has.
void ratingwatch_limit_data(pid_t child, unsigned long bytes);

// No process of this user but root's may look into this one's memory, environment or files from now on; not even a child.
void ratingwatch_hide_process(void);

// From now on the process ends when the thread that has started it does.
void ratingwatch_die_with_parent(void);

// The version of the kernel's Landlock; 0 where it has none.
int ratingwatch_landlock_version(void);

// What a confined child may use up, as setrlimit(2) says it.
struct ratingwatch_limits {
    unsigned long cpu_seconds;
    unsigned long address_bytes;
    unsigned long open_files;
};

// How a program is confined; made once for each and kept.
struct ratingwatch_confinement;

// `program`: an absolute path. NULL with errno.
struct ratingwatch_confinement *ratingwatch_confine(const char *program);

// Starts the program as the leader of a process group of its own that ends with the calling thread. It reads and writes the three
// streams, reads its own code, libraries and character maps, and can do nothing else: no other file, socket, signal or process.
// Answers an error number, 0 where it has started.
int ratingwatch_spawn_confined(pid_t *child, const struct ratingwatch_confinement *confinement, const int streams[3],
                               const struct ratingwatch_limits *limits, char *const argv[], char *const environment[]);

#endif
