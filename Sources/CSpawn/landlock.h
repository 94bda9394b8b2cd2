#ifndef RATINGWATCH_LANDLOCK_H
#define RATINGWATCH_LANDLOCK_H

// A ruleset that lets a program read and execute itself and its loader, and read its libraries and character maps; nothing else is
// read, nothing at all is written, connected to or signalled. One of the two values below otherwise, with errno for the second.
enum { RATINGWATCH_NO_LANDLOCK = -1, RATINGWATCH_LANDLOCK_REFUSED = -2 };
int ratingwatch_landlock_rules(const char *program);

#endif
