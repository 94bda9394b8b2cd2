import Glibc

/// The files that rotation made of a log: `path.1`, `path-20240131`, `path-20240131-2.gz` and the like.
struct RotatedLogs: Equatable {
    /// Paths of those that can be read, plain or gzip, in no order. A plain one counts before its own archive, which may be
    /// unfinished.
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
                operation: "list", subject: folder, cause: String(cString: strerror(errno)), isRetryable: true)
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
