#ifndef RATINGWATCH_LANDLOCK_H
#define RATINGWATCH_LANDLOCK_H

// A ruleset that lets a program read and execute itself and its loader, and read its libraries and character maps; nothing else is
// read, nothing at all is written, connected to or signalled. -1 where the kernel has no Landlock, or refuses it.
int ratingwatch_landlock_rules(const char *program);

#endif
