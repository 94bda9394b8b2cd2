#ifndef RATINGWATCH_MEMORY_H
#define RATINGWATCH_MEMORY_H

// Gives the system back what this process holds without needing it: free memory of the allocator, and the mapped pages of the
// program and its libraries. What is used again comes back by itself.
void ratingwatch_give_memory_back(void);

// Has all threads take their memory from two heaps from now on.
void ratingwatch_share_heaps(void);

#endif
