import CMemory

/// The memory of this process.
package enum ProcessMemory {
    /// Gives back to the system what is free, and the pages of the program's and its libraries' files: they stay in the
    /// kernel's cache, and what is needed of them is there again when it is touched.
    package static func giveBack() { ratingwatch_give_memory_back() }

    /// Gives back what is free of the heap: each thread has a part of its own, so that what one has left is of no use
    /// to the next.
    package static func trimHeap() { ratingwatch_trim_heap() }
}
