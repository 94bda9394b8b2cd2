import Foundation
import Inspections

/// Reads a document of the API of the Care Quality Commission: a page of a listing, or a location with its ratings.
struct CqcReader {
    let base: String?

    func read(_ bytes: [UInt8]) throws(FeedError) -> FeedDocument {
        guard let first = bytes.first(where: { $0 > 0x20 }) else { throw refused(.empty) }
        guard first == UInt8(ascii: "{") else { throw refused(.unfamiliarPage(lacks: lacking)) }
        let data = Data(bytes)
        let decoder = JSONDecoder()
        if let location = try? decoder.decode(CqcLocation.self, from: data) {
            return CqcRatings(location).document
        }
        if let page = try? decoder.decode(CqcPage.self, from: data), page.locations != nil || page.changes != nil {
            return FeedDocument(format: "cqc-listing", listing: listing(page))
        }
        throw refused(.unfamiliarPage(lacks: lacking))
    }

    private func listing(_ page: CqcPage) -> ProviderListing {
        let address = base ?? ""
        let day = CqcAddress.lastDay(of: address)
        let rows =
            (page.locations ?? []).map { ($0.locationId, $0.locationName ?? $0.locationId) }
            + (page.changes ?? []).map { ($0, $0) }
        let number = page.page ?? 1
        return ProviderListing(
            providers: rows.map { id, name in
                ListedProvider(
                    path: "/locations/" + id, page: CqcAddress.location(id, on: address), name: name, latest: day)
            },
            total: page.total,
            nextPage: number < page.totalPages ?? 1 ? CqcAddress.page(number + 1, of: address) : nil)
    }

    private let lacking = "a list of locations, a list of changes or a location"

    private func refused(_ cause: FeedError.Cause) -> FeedError { FeedError(subject: base, cause: cause) }
}
