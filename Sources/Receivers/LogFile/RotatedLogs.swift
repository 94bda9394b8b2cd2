import Glibc

/// The files that rotation made of a log: `path.1`, `path-20240131` and the like.
struct RotatedLogs {
    /// Paths of those that can be read, in no order.
    private(set) var plain: [String] = []
    /// Paths of those that are compressed.
    private(set) var compressed: [String] = []

    init(of path: String) throws(ReceiverError) {
        let folder = LogDescriptor.folder(of: path)
        let name = path.split(separator: "/").last.map(String.init) ?? path
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
            guard file.hasPrefix(name), let form = Self.form(of: file.dropFirst(name.count)) else { continue }
            switch form {
            case .plain: plain.append("\(folder)/\(file)")
            case .compressed: compressed.append("\(folder)/\(file)")
            }
        }
        plain.sort()
        compressed.sort()
    }

    private enum Form { case plain, compressed }

    /// Only digits may follow the dot or the dash: `alerts.jsonl.bak` is somebody else's.
    private static func form(of suffix: Substring) -> Form? {
        var digits = suffix.dropFirst()
        var form = Form.plain
        for ending in [".gz", ".xz", ".zst", ".bz2"] where digits.hasSuffix(ending) {
            digits = digits.dropLast(ending.count)
            form = .compressed
        }
        guard suffix.first == "." || suffix.first == "-", digits.first?.isWholeNumber == true,
            digits.allSatisfy({ ("0"..."9").contains($0) || $0 == "-" })
        else { return nil }
        return form
    }
}
