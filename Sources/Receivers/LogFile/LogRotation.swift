import Compression
package import FoundationEssentials
import Glibc
import YAML

/// Each step leaves files that the next call, an `append` and the verifier understand, wherever the process may end.
extension LogFile {
    /// Sets the file aside where it is full, or its last alert is of an earlier day, week or month; the next `append`
    /// creates a new one.
    ///
    /// It is named after the day of its last alert: `alerts.jsonl-20240516`, then `alerts.jsonl-20240516-2`.
    package func rotate(at now: Date) throws(ReceiverError) {
        guard let rotation, let file = try LogDescriptor(existing: path, writable: false) else { return }
        let lastWritten = try file.lastWritten()
        let isDue = rotation.isDue(
            size: try file.size(), lastWritten: lastWritten, now: Int(now.timeIntervalSince1970.rounded(.down)))
        guard isDue else { return }
        try file.rename(to: try name(onDay: LogPeriod.dayName(at: lastWritten)))
    }

    /// One that no file of that day has, behind all that have one: what is removed leaves its number unused.
    private func name(onDay day: String) throws(ReceiverError) -> String {
        let first = "\(path)-\(day)"
        let last = try RotatedLogs(of: path).all.compactMap { other -> Int? in
            guard other.hasPrefix(first) else { return nil }
            let number = other.dropFirst(first.count).prefix { $0 != "." }
            return number.isEmpty ? 1 : Int(number.dropFirst())
        }.max()
        return last.map { "\(first)-\($0 + 1)" } ?? first
    }

    /// Compresses what was set aside, unless others rotate this log.
    ///
    /// Only after an `append`, which heals what a crash has left at the end of a file.
    package func compressRotated() throws(ReceiverError) {
        if rotation == nil { return }
        for path in try RotatedLogs(of: path).readable where !path.hasSuffix(RotatedLogs.archiveEnding) {
            guard let file = try LogDescriptor(existing: path, writable: false) else { continue }
            // Nothing is left of one that a crash has left with half a line.
            if try file.size() > 0 { try compress(file) } else { try file.remove() }
        }
    }

    /// A rotated file that is not to be kept, and the last alert in it; `nil` where there is none.
    package func superfluous() throws(ReceiverError) -> (path: String, end: LogHead)? {
        guard let keep = rotation?.keep else { return nil }
        let rotated = try RotatedLogs(of: path)
        // Asked behind each batch: as a rule their number says enough.
        guard rotated.readable.count > keep else { return nil }
        let alerts = try rotated.oldestFirst(format).filter { $0.first > 0 }
        guard alerts.count > keep, let oldest = alerts.first,
            let file = try LogDescriptor(existing: oldest.path, writable: false)
        else { return nil }
        var end = LogHead.none
        var reader = LineReader(file)
        while let line = try reader.next() { end = format.head(of: line.bytes, after: .none) ?? end }
        return (oldest.path, end)
    }

    /// Removes what is superfluous.
    package func remove(_ path: String) throws(ReceiverError) {
        try LogDescriptor(existing: path, writable: false)?.remove()
    }

    /// By way of another name, so that an archive is whole; in members of some size, so that memory stays flat.
    private func compress(_ file: LogDescriptor) throws(ReceiverError) {
        let archive = file.path + RotatedLogs.archiveEnding
        let unfinished = try LogDescriptor(replacing: archive + ".new", readableAs: file)
        do {
            try compress(file, into: unfinished)
        } catch {
            // On a full disk it would take what the next alerts need.
            try? unfinished.remove()
            throw error
        }
        try unfinished.rename(to: archive, replacing: true)
        try file.remove()
    }

    private func compress(_ file: LogDescriptor, into archive: LogDescriptor) throws(ReceiverError) {
        var offset = 0
        while case let bytes = try file.read(LogFile.memberLength, at: offset), !bytes.isEmpty {
            guard let member = Gzip.compressed(bytes) else {
                throw ReceiverError(
                    operation: "compress", subject: file.path, cause: "out of memory")
            }
            try archive.append(member)
            offset += bytes.count
        }
        try archive.sync()
    }

    private static let memberLength = 1 << 20
}

/// When a log begins a new file, and how many of the old ones it keeps. Pure.
package struct LogRotation: Sendable, Hashable {
    /// Bytes: a file that holds so many gets no further alert.
    package let size: Int?
    /// A file gets no alert of a later day, week or month than its last.
    package let every: LogPeriod?
    /// Old files that are kept; `nil` for all of them.
    package let keep: Int?

    package init(size: Int? = nil, every: LogPeriod? = nil, keep: Int? = nil) {
        self.size = size
        self.every = every
        self.keep = keep
    }

    /// Both instants in seconds since 1970. A file from the future is left alone: the clock has been turned back.
    func isDue(size held: Int, lastWritten: Int, now: Int) -> Bool {
        if held == 0 { return false }
        if let size, held >= size { return true }
        guard let every else { return false }
        return every.number(at: lastWritten) < every.number(at: now)
    }
}

/// How often a log begins a new file; the raw value is the word of the configuration.
package enum LogPeriod: String, CaseIterable, Sendable {
    case day, week, month

    /// Counts the periods, in UTC; a week begins on Monday.
    func number(at second: Int) -> Int {
        let day = Int((Double(second) / 86400).rounded(.down))
        switch self {
        case .day: return day
        // 1970 began on a Thursday.
        case .week: return Int((Double(day + 3) / 7).rounded(.down))
        case .month:
            let date = LogPeriod.date(at: second)
            return date.year * 12 + date.month
        }
    }

    /// `20240516`, the day in UTC.
    static func dayName(at second: Int) -> String {
        let date = date(at: second)
        return String(date.year * 10_000 + date.month * 100 + date.day)
    }

    private static func date(at second: Int) -> (year: Int, month: Int, day: Int) {
        var time = time_t(second)
        var parts = tm()
        gmtime_r(&time, &parts)
        return (Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
    }
}

/// The files that rotation made of a log: `path.1`, `path-20240131`, `path-20240131-2.gz` and the like.
struct RotatedLogs: Equatable {
    /// Paths of those that can be read, plain or gzip, in no order. A plain one counts before its own archive, which
    /// may be unfinished.
    private(set) var readable: [String] = []
    /// Paths of those that are compressed by other programs.
    private(set) var unreadable: [String] = []

    /// Both, and the archives beside plain ones.
    private(set) var all: [String] = []

    static let archiveEnding = ".gz"

    init(of path: String) throws(ReceiverError) {
        let folder = LogDescriptor.folder(of: path)
        let name = RotatedLogs.name(of: path)
        guard let stream = opendir(folder) else {
            if errno == ENOENT { return }
            throw ReceiverError(
                operation: "list", subject: folder, cause: String(cString: strerror(errno)))
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let file = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            switch RotatedLogs.form(of: file, rotatedFrom: name) {
            case .readable: readable.append("\(folder)/\(file)")
            case .unreadable: unreadable.append("\(folder)/\(file)")
            case nil: continue
            }
        }
        all = readable + unreadable
        let plain = Set(readable)
        let ending = RotatedLogs.archiveEnding
        readable.removeAll { $0.hasSuffix(ending) && plain.contains(String($0.dropLast(ending.count))) }
        readable.sort()
        unreadable.sort()
    }

    /// Those that can be read and hold anything, by the first alert in them; with 0, and first, those that hold none.
    func oldestFirst(_ format: LogFormat) throws(ReceiverError) -> [(path: String, first: Int)] {
        var logs: [(path: String, first: Int)] = []
        for path in readable {
            if let first = try RotatedLogs.firstSequence(of: path, format) { logs.append((path, first)) }
        }
        return logs.sorted { $0.first < $1.first }
    }

    /// Of the first line that is as it was written; 0 where there is none, `nil` for a file that is gone or empty.
    static func firstSequence(of path: String, _ format: LogFormat) throws(ReceiverError) -> Int? {
        guard let file = try LogDescriptor(existing: path, writable: false), try file.size() > 0 else { return nil }
        var reader = LineReader(file)
        while let line = try reader.next() {
            if let sequence = format.sequence(ofWritten: line.bytes) { return sequence }
        }
        return 0
    }

    /// Whether the file at `other` would be taken for a rotated one of the log at `path`.
    static func wouldHold(_ other: String, of path: String) -> Bool {
        LogDescriptor.folder(of: other) == LogDescriptor.folder(of: path)
            && form(of: name(of: other), rotatedFrom: name(of: path)) != nil
    }

    private enum Form { case readable, unreadable }

    private static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// Only digits may follow the dot or the dash: `alerts.jsonl.bak` is somebody else's.
    private static func form(of file: String, rotatedFrom name: String) -> Form? {
        guard file.hasPrefix(name) else { return nil }
        let suffix = file.dropFirst(name.count)
        var digits = suffix.dropFirst()
        var form = Form.readable
        for ending in [archiveEnding, ".xz", ".zst", ".bz2"] where digits.hasSuffix(ending) {
            digits = digits.dropLast(ending.count)
            form = ending == archiveEnding ? .readable : .unreadable
        }
        guard suffix.first == "." || suffix.first == "-", digits.first?.isWholeNumber == true,
            digits.allSatisfy({ ("0"..."9").contains($0) || $0 == "-" })
        else { return nil }
        return form
    }
}

extension LogRotation {
    /// Bytes: less would make more files than anybody can keep track of.
    private static let leastSize = 10_000

    /// Reads `{size: 20MB, every: month, keep: 12}`.
    init?(_ node: YAMLNode) {
        guard let mapping = node.mapping(keys: ["size", "every", "keep"]) else { return nil }
        if mapping["size"] == nil, mapping["every"] == nil {
            node.problem("has neither \"size\" nor \"every\": give one or both, as in {size: 20MB, every: month}")
        }
        let size = mapping["size"]?.size()
        if let size, size < LogRotation.leastSize { mapping["size"]?.problem("must be at least 10KB") }
        self.init(
            size: size, every: mapping["every"]?.choice(LogPeriod.self), keep: mapping["keep"]?.integer(in: 1...100_000)
        )
    }
}
