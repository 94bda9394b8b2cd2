import Foundation
import History
import Inspections

/// Tells the publications of a document that the history does not know, or knows otherwise.
enum NewPublications {
    static func find(
        in publications: [Publication], of feed: String, seen now: Date, history: HistoryTransaction,
        isBaseline: (Publication) -> Bool
    ) throws -> [StoredPublication] {
        var seen: Set<String> = []
        let isKnownFeed = try history.hasPublications(feed: feed)
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
                // An address with a token that is another at each poll; of two that one listing has under one id, each is its own.
                let isOne =
                    other == nil && listed[identity] == 1
                    && PublicationIdentity.isSameButForQuery(namesake, publication.documentURL)
                if !isOne { (identity, known) = (own, other) }
            }
            guard seen.insert(identity).inserted else { return nil }
            let stated = StoredPublication(
                feed: feed, identity: identity, fingerprint: PublicationIdentity.fingerprint(of: publication),
                publication: publication, published: publication.published.flatMap { CalendarDate(london: $0) },
                seen: now, baseline: isBaseline(publication))
            guard let known else { return stated }
            return known.fingerprint == stated.fingerprint ? nil : known.updated(to: stated)
        }
    }
}
