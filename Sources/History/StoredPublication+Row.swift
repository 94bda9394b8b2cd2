import Foundation
import GRDB
import Inspections

extension StoredPublication {
    init(_ row: Row) throws {
        self.row = row["id"]
        feed = row["feed"]
        identity = row["identity"]
        fingerprint = row["fingerprint"]
        documentURL = row["document_url"]
        announcesPDF = row["announces_pdf"]
        title = row["title"]
        type = row["type"]
        providerName = row["provider_name"]
        providerURN = row["provider_urn"]
        providerID = (row["provider_id"] as String?).map { ProviderID($0) }
        published = (row["published"] as String?).flatMap(CalendarDate.init(iso:))
        seen = Date(timeIntervalSince1970: row["seen"])
        baseline = row["baseline"]
        state = PublicationState(rawValue: row["state"]) ?? .pending
        reason = row["reason"]
        attempts = row["attempts"]
        nextTry = Date(seconds: row["next_try"])
        sha256 = row["sha256"]
        framework = row["framework"]
        dates = InspectionDates(
            start: (row["inspection_start"] as String?).flatMap(CalendarDate.init(iso:)),
            end: (row["inspection_end"] as String?).flatMap(CalendarDate.init(iso:)))
        basis = (row["basis"] as String?).flatMap(Basis.init(rawValue:))
        late = row["late"]
    }

    /// In the order of the columns of `HistoryTransaction.save`, without the row's id.
    var arguments: StatementArguments {
        [
            feed, identity, fingerprint, documentURL, announcesPDF, title, type, providerName, providerURN,
            providerID?.text, published?.iso, seen.seconds, baseline, state.rawValue, reason, attempts,
            nextTry?.seconds, sha256, framework, dates.start?.iso, dates.end?.iso, basis?.rawValue, late,
        ]
    }
}
