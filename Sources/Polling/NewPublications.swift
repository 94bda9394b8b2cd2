import Digests
import Foundation
import History
import Inspections
import Text

/// Tells the publications of a document that the history does not know, or knows otherwise.
enum NewPublications {
    static func find(
        in publications: [Publication], of feed: String, seen now: Date, history: HistoryTransaction,
        isBaseline: (Publication) -> Bool
    ) throws -> [StoredPublication] {
        var seen: Set<String> = []
        let isKnownFeed = try history.hasPublications(feed: feed)
        let replacements = isKnownFeed ? Replacements(publications) : nil
        let listed = Dictionary(publications.map { (PublicationIdentity.identity(of: $0), 1) }, uniquingKeysWith: +)
        return try publications.compactMap { publication in
            var identity = PublicationIdentity.identity(of: publication)
            // One id, another document: another publication. What it had said before stays true of the old one.
            var known = isKnownFeed ? try history.publication(feed: feed, identity: identity) : nil
            let namesake = known?.documentURL
            if seen.contains(identity)
                || (namesake != nil && !PublicationIdentity.isSameDocument(namesake, publication.documentURL))
            {
                let own = identity + " " + (publication.documentURL ?? "")
                let other = try history.publication(feed: feed, identity: own)
                // An address with a token that is another at each poll; of two that one listing has under one id, each
                // is its own.
                let isOne =
                    other == nil && listed[identity] == 1
                    && PublicationIdentity.isSameButForQuery(namesake, publication.documentURL)
                if !isOne { (identity, known) = (own, other) }
            }
            guard seen.insert(identity).inserted else { return nil }
            if known == nil, let replacements {
                known = try replacements.replaced(by: publication, of: feed, history: history)
            }
            let fingerprint = PublicationIdentity.fingerprint(of: publication)
            if let known, known.fingerprint == fingerprint, known.identity == identity { return nil }
            let stated = StoredPublication(
                feed: feed, identity: identity, fingerprint: fingerprint, publication: publication,
                published: publication.published.flatMap { CalendarDate(london: $0) }, seen: now,
                baseline: isBaseline(publication))
            return known?.updated(to: stated) ?? stated
        }
    }
}

/// Knows an entry again whose feed gives all its entries other ids: what was published on one day under one title of
/// one provider, and is listed no more, is the same publication. Of two that may be meant it is neither.
private struct Replacements {
    private struct Key: Hashable {
        let day: CalendarDate
        let title: String
        let type: String?
        let urn: String?
        let provider: String?

        init?(_ publication: Publication) {
            guard let day = publication.published.flatMap({ CalendarDate(london: $0) }), let title = publication.title,
                publication.providerURN != nil || publication.providerName != nil
            else { return nil }
            self.init(
                day: day, title: title, type: publication.type, urn: publication.providerURN,
                provider: publication.providerName)
        }

        init(day: CalendarDate, title: String, type: String?, urn: String?, provider: String?) {
            self.day = day
            self.title = title
            self.type = type
            self.urn = urn
            self.provider = provider
        }
    }

    private let identities: Set<String>
    private let counts: [Key: Int]

    init(_ listed: [Publication]) {
        identities = Set(listed.map(PublicationIdentity.identity(of:)))
        counts = Dictionary(listed.compactMap { Key($0) }.map { ($0, 1) }, uniquingKeysWith: +)
    }

    func replaced(
        by publication: Publication, of feed: String, history: HistoryTransaction
    ) throws -> StoredPublication? {
        guard let key = Key(publication), counts[key] == 1 else { return nil }
        let gone = try history.publications(feed: feed, published: key.day).filter { known in
            known.title.map {
                Key(
                    day: key.day, title: $0, type: known.type, urn: known.providerURN, provider: known.providerName)
            } == key && !identities.contains(known.identity)
        }
        return gone.count == 1 ? gone[0] : nil
    }
}

extension StoredPublication {
    /// The known publication with what the feed states of it now; its document is read again, its history stays.
    func updated(to stated: StoredPublication) -> StoredPublication {
        var updated = self
        if updated.identity != stated.identity {
            updated.formerIdentity = updated.identity
            updated.identity = stated.identity
        }
        updated.fingerprint = stated.fingerprint
        updated.listed = stated.listed
        updated.documentURL = stated.documentURL
        updated.announcesPDF = stated.announcesPDF
        updated.title = stated.title
        updated.type = stated.type
        updated.providerName = stated.providerName
        updated.providerURN = stated.providerURN
        // Of a listing without days the document says it, and the next one under this entry says another.
        updated.published = stated.published
        updated.attempts = 0
        updated.nextTry = stated.seen
        updated.waitsSince = stated.seen
        return updated
    }
}

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

    /// True where both addresses lead to one document: a site that moves to another host or to https takes its
    /// documents along.
    package static func isSameDocument(_ a: String?, _ b: String?) -> Bool {
        guard let a, let b, a != b else { return a == b }
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
