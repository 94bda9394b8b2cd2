/// The receiver kind `log-file`: writes each alert exactly once, in order of sequence, whenever the process or the machine may stop.
///
/// The file may be ahead of the history, when the process ended between writing and recording: what the file holds then counts as
/// written. It is opened anew for each batch, so it may be renamed or truncated by rotation at any time.
package struct LogFile: Sendable {
    package let path: String
    package let format: LogFormat
    /// `nil` where others rotate it, or nobody does.
    package let rotation: LogRotation?

    package init(path: String, format: LogFormat, rotation: LogRotation? = nil) {
        self.path = path
        self.format = format
        self.rotation = rotation
    }

    /// Whether a file at `other` would be taken for a rotated one of the log at `path`.
    package static func isRotated(_ other: String, of path: String) -> Bool {
        RotatedLogs.wouldHold(other, of: path)
    }

    /// Throws where the file cannot be opened for writing, with the remedy; creates it where it is missing.
    package func checkWritable() throws(ReceiverError) {
        _ = try LogDescriptor(creating: path)
    }

    /// Appends the alerts that neither the head nor the file has, and returns the new head once all is on the disk.
    ///
    /// Throws with nothing lost: the same call with the same head may be made again.
    package func append(_ alerts: [AlertRecord], after head: LogHead) throws(ReceiverError) -> LogHead {
        let pending = alerts.filter { $0.sequence > head.sequence }.sorted { $0.sequence < $1.sequence }
        guard !pending.isEmpty else { return head }
        let file = try LogDescriptor(creating: path)
        var held = HeldAlerts(pending: pending, after: head, format: format)
        if try !held.takeTail(of: file) {
            let siblings = try RotatedLogs(of: path).oldestFirst(format)
            var isReached = false
            for sibling in siblings.filter({ $0.first == 0 }) + siblings.filter({ $0.first > 0 }).reversed() {
                guard let rotated = try openRotated(sibling.path) else { continue }
                // To expand all of an archive is dear, and those behind the head hold nothing that is looked for.
                if isReached, try rotated.isCompressed() { continue }
                if try held.takeTail(of: rotated) { isReached = true }
            }
        }
        try held.checkOwnership(of: path)

        var newHead = held.last
        var batch: [UInt8] = []
        for alert in pending where alert.sequence > newHead.sequence {
            let line = try format.line(of: alert, after: newHead)
            batch += line.bytes
            batch.append(UInt8(ascii: "\n"))
            newHead = line.head
        }
        if !batch.isEmpty { try write(batch, to: file) }
        return newHead
    }

    /// Writable if it may be, so that a torn end can be cut; an archive that was made read only can still be read.
    private func openRotated(_ path: String) throws(ReceiverError) -> LogDescriptor? {
        do {
            return try LogDescriptor(existing: path, writable: true)
        } catch {
            return try LogDescriptor(existing: path, writable: false)
        }
    }

    private func write(_ batch: [UInt8], to file: LogDescriptor) throws(ReceiverError) {
        let length = try file.size()
        // Before the first line, so that every file with lines has a durable name.
        if length == 0 { try file.syncFolder() }
        do {
            try file.append(batch)
            try file.sync()
        } catch {
            // Should this fail too, the next batch cuts what is torn and keeps what is whole.
            try? file.cut(to: length)
            throw error
        }
    }
}
