import Inspections
import Markup
import Text

/// Reads a document of the API of the Care Quality Commission: a page of a listing, or a location with its ratings.
struct CqcReader {
    let base: String?

    func read(_ bytes: [UInt8]) throws(FeedError) -> FeedDocument {
        guard let first = bytes.first(where: { $0 > 0x20 }) else { throw refused(.empty) }
        guard first == UInt8(ascii: "{") else { throw refused(.unfamiliarPage(lacks: lacking)) }
        let json: JSONNode
        do {
            json = try JSONNode(parsing: bytes)
        } catch {
            throw refused(.markup(error))
        }
        if let location = CqcLocation(json) { return location.document }
        guard json["locations"] != nil || json["changes"] != nil else {
            throw refused(.unfamiliarPage(lacks: lacking))
        }
        return FeedDocument(format: "cqc-listing", listing: listing(json))
    }

    private func listing(_ json: JSONNode) -> ProviderListing {
        let address = base ?? ""
        let day = CqcAddress.lastDay(of: address)
        let locations = (json["locations"]?.elements ?? []).compactMap { location in
            location["locationId"]?.scalar?.nonEmpty.map { ($0, location["locationName"]?.string?.nonEmpty ?? $0) }
        }
        let changes = (json["changes"]?.elements ?? []).compactMap { $0.scalar?.nonEmpty }.map { ($0, $0) }
        let number = json["page"]?.integer ?? 1
        return ProviderListing(
            providers: (locations + changes).map { id, name in
                ListedProvider(
                    path: "/locations/" + id, page: CqcAddress.location(id, on: address), name: name, latest: day)
            },
            total: json["total"]?.integer,
            nextPage: number < json["totalPages"]?.integer ?? 1 ? CqcAddress.page(number + 1, of: address) : nil)
    }

    private let lacking = "a list of locations, a list of changes or a location"

    private func refused(_ cause: FeedError.Cause) -> FeedError { FeedError(subject: base, cause: cause) }
}
