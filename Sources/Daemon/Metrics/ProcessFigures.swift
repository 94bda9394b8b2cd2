import Foundation
import Glibc

/// What the kernel knows of this process.
struct ProcessFigures {
    /// Bytes in memory.
    let resident: Int
    let descriptors: Int
    let threads: Int
    /// Of all threads, in user and kernel mode.
    let processorSeconds: Double

    /// 0 for what the kernel does not tell.
    static var current: ProcessFigures {
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
            .dropFirst().first.flatMap { Int($0) }
        var used = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
        return ProcessFigures(
            resident: (pages ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))), descriptors: count("/proc/self/fd"),
            threads: count("/proc/self/task"),
            processorSeconds: Double(used.tv_sec) + Double(used.tv_nsec) / 1_000_000_000)
    }

    func add(to text: inout MetricsText) {
        text.add("process_resident_memory_bytes", .gauge, "Memory in use.", [.init(resident)])
        text.add("process_open_fds", .gauge, "Open descriptors.", [.init(descriptors)])
        text.add("process_threads", .gauge, "Threads.", [.init(threads)])
        text.add("process_cpu_seconds", .counter, "Processor time used.", [.init(processorSeconds)])
    }

    private static func count(_ folder: String) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
    }
}
