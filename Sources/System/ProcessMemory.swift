import CMemory

/// The memory of this process.
package enum ProcessMemory {
    /// Gives back to the system what is free, and the pages of the program's and its libraries' files: they stay in the
    /// kernel's cache, and what is needed of them is there again when it is touched.
    package static func giveBack() { ratingwatch_give_memory_back() }

    /// Has all threads take from two heaps: where each has its own, what a large document has left in one is of no use
    /// to the next, which another thread reads.
    package static func shareHeaps() { ratingwatch_share_heaps() }
}
