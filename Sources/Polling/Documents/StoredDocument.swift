import Inspections

/// The place of one document in the store: `ab/abcd….pdf.gz`, by the digest of its bytes, so that equal ones are one.
struct StoredDocument: Sendable {
    let sha256: String
    /// `pdf`, `html` or `txt`.
    let kind: String

    static let kinds = ["pdf", "html", "txt"]

    /// `nil` for what states nothing, and will not whatever framework comes to be known.
    init?(of outcome: Outcome) {
        switch outcome.result {
        case .graded, .ungraded, .doubtful: break
        case .notAReport where outcome.unknownReport != nil: break
        case .notAReport, .unreadable: return nil
        }
        let kind =
            switch outcome.media {
            case "application/pdf": "pdf"
            case "text/html": "html"
            default: "txt"
            }
        self.init(sha256: outcome.sha256, kind: kind)
    }

    init(sha256: String, kind: String) {
        self.sha256 = sha256
        self.kind = kind
    }

    var folder: String { String(sha256.prefix(2)) }
    var path: String { "\(folder)/\(sha256).\(kind).gz" }

    /// True for the names that the store gives to files, finished or not.
    static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0].utf8.count == 64 && parts[0].allSatisfy(\.isHexDigit)
            && kinds.contains { $0 == parts[1] } && ["gz", unfinished].contains { $0 == parts[2] }
    }

    /// What a file's name ends in until all of it is on the disk.
    static let unfinished = "part"
}
