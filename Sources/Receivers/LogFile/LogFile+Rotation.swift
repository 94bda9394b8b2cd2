import Compression
package import FoundationEssentials

/// Each step leaves files that the next call, an `append` and the verifier understand, wherever the process may end.
extension LogFile {
    /// Sets the file aside where it is full, or its last alert is of an earlier day, week or month; the next `append` creates a
    /// new one.
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
                    operation: "compress", subject: file.path, cause: "there is no memory for it", isRetryable: true)
            }
            try archive.append(member)
            offset += bytes.count
        }
        try archive.sync()
    }

    private static let memberLength = 1 << 20
}
