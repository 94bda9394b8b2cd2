#define _GNU_SOURCE
#include "landlock.h"
#include "CSpawn.h"
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>

// https://docs.kernel.org/userspace-api/landlock.html. Written out: the headers of a stable release know the first versions alone.
struct ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scoped;
};

struct __attribute__((packed)) path_rule {
    uint64_t allowed;
    int32_t parent;
};

enum {
    EXECUTE = 1 << 0,
    READ_FILE = 1 << 2,
    READ_FOLDER = 1 << 3,
    // Bits 0 to 12 are of the first version.
    FIRST_VERSION = (1 << 13) - 1,
    REFER = 1 << 13,
    TRUNCATE = 1 << 14,
    DEVICE_CONTROL = 1 << 15,
    BIND_AND_CONNECT = 3,
    ABSTRACT_SOCKETS_AND_SIGNALS = 3,
};

int ratingwatch_landlock_version(void) {
    const unsigned int ask_for_version = 1;
    const long version = syscall(SYS_landlock_create_ruleset, NULL, 0, ask_for_version);
    return version < 0 ? 0 : (int)version;
}

static void allow(int rules, const char *path, uint64_t access) {
    const struct path_rule rule = {.allowed = access, .parent = open(path, O_PATH | O_CLOEXEC)};
    if (rule.parent < 0) return;
    const int beneath = 1;
    syscall(SYS_landlock_add_rule, rules, beneath, &rule, 0);
    close(rule.parent);
}

int ratingwatch_landlock_rules(const char *program) {
    const int version = ratingwatch_landlock_version();
    if (version < 1) return RATINGWATCH_NO_LANDLOCK;
    struct ruleset set = {.files = FIRST_VERSION};
    size_t size = offsetof(struct ruleset, network);
    if (version >= 2) set.files |= REFER;
    if (version >= 3) set.files |= TRUNCATE;
    if (version >= 4) {
        set.network = BIND_AND_CONNECT;
        size = offsetof(struct ruleset, scoped);
    }
    if (version >= 5) set.files |= DEVICE_CONTROL;
    if (version >= 6) {
        set.scoped = ABSTRACT_SOCKETS_AND_SIGNALS;
        size = sizeof set;
    }
    const int rules = (int)syscall(SYS_landlock_create_ruleset, &set, size, 0);
    if (rules < 0) return RATINGWATCH_LANDLOCK_REFUSED;
    allow(rules, program, EXECUTE | READ_FILE);
    const char *loaders[] = {"/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"};
    for (size_t index = 0; index < sizeof loaders / sizeof *loaders; index++)
        allow(rules, loaders[index], EXECUTE | READ_FILE);
    const char *folders[] = {"/lib", "/lib64", "/usr/lib", "/usr/local/lib", "/usr/share/poppler"};
    for (size_t index = 0; index < sizeof folders / sizeof *folders; index++)
        allow(rules, folders[index], READ_FILE | READ_FOLDER);
    allow(rules, "/etc/ld.so.cache", READ_FILE);
    return rules;
}
