import Digests
import Foundation
import History
import Inspections
import Text

/// Tells publications of one feed apart, and a changed one from an unchanged one.
package enum PublicationIdentity {
    /// Stays equal while the entry is updated.
    static func identity(of publication: Publication) -> String {
        if let id = publication.id, !id.isEmpty {
            // GOV.UK organisation feeds give an entry a new id, its address and the time, at each update.
            if let url = publication.url, id.hasPrefix(url + "#") { return url }
            return id
        }
        if let url = publication.documentURL { return url }
        return SHA256.hex(of: "\(publication.title ?? "")|\(publication.published?.iso8601 ?? "")")
    }

    /// Changes when the entry changes in a way that may mean another document.
    static func fingerprint(of publication: Publication) -> String {
        let parts = [
            publication.documentURL, publication.title, publication.published?.iso8601, publication.updated?.iso8601,
            publication.providerURN, publication.providerName,
        ]
        return SHA256.hex(of: parts.map { $0 ?? "" }.joined(separator: "\n"))
    }

    /// True where both addresses lead to one document: a site that moves to another host or to https takes its documents along.
    package static func isSameDocument(_ a: String?, _ b: String?) -> Bool {
        guard let a, let b else { return a == b }
        return AddressText.path(of: a) == AddressText.path(of: b)
    }

    /// True where both addresses are one but for what follows a question mark.
    static func isSameButForQuery(_ a: String?, _ b: String?) -> Bool {
        guard let a, let b else { return false }
        return AddressText.path(of: a).prefix { $0 != "?" } == AddressText.path(of: b).prefix { $0 != "?" }
    }

    /// True where `a` is compared before `b`: by day of publication, then by the number of the file, then as seen.
    static func isOlder(_ a: StoredPublication, _ b: StoredPublication) -> Bool {
        let dates = (a.published ?? .distantFuture, b.published ?? .distantFuture)
        if dates.0 != dates.1 { return dates.0 < dates.1 }
        let numbers = (fileNumber(of: a), fileNumber(of: b))
        if numbers.0 != numbers.1 { return numbers.0 < numbers.1 }
        return (a.row ?? .max) < (b.row ?? .max)
    }

    /// The last run of digits of the document's address, else of the identity.
    private static func fileNumber(of publication: StoredPublication) -> Int {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let bytes = (publication.documentURL ?? publication.identity).utf8
        guard let last = bytes.lastIndex(where: digits.contains) else { return .max }
        let before = bytes[..<last].lastIndex { !digits.contains($0) }
        let first = before.map(bytes.index(after:)) ?? bytes.startIndex
        return Int(Substring(bytes[first...last])) ?? .max
    }
}
