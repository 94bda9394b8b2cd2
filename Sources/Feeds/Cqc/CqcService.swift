import Foundation
import Inspections

/// The API of the Care Quality Commission: listings of all locations and of what has changed lead to locations, which
/// state their ratings themselves.
struct CqcService: FeedSource, ProviderWalk {
    var content: SourceContent { .providers(self) }
    let accept = "application/json"
    let noun = "page"
    let key = SourceKey.required(header: "Ocp-Apim-Subscription-Key")
    let publisher: String? = "cqc"

    let stating: StatedIDs? = StatedIDs(scheme: CqcLocation.scheme, providerKind: "care-service")
    /// Days begin at other times elsewhere.
    let daysBack = 2

    func firstAddress(of url: String, since: CalendarDate?, now: Date) -> String {
        since.map { CqcAddress.changes(of: url, since: $0, now: now) } ?? CqcAddress.locations(of: url)
    }

    /// The listing of changes knows no filter.
    func mayListOthers(at address: String, of url: String) -> Bool {
        CqcAddress.isOfChanges(address) && Address(url).query?.isEmpty == false
    }

    func read(_ bytes: [UInt8], base: String?, contentType: String?) throws(FeedError) -> FeedDocument {
        try CqcReader(base: base).read(bytes)
    }
}

/// Addresses of the API. Parameters of a feed's own address (`?localAuthority=Devon`) narrow the listing of all
/// locations; that of changes cannot be narrowed.
enum CqcAddress {
    private static let rowsAPage = 1000

    static func locations(of url: String) -> String {
        let address = Address(url)
        let filters = (address.query ?? "").split(separator: "&").map(String.init)
        return text(address, "locations", filters + paging(1))
    }

    /// `since`: the first day of the changes; they end at `now`.
    static func changes(of url: String, since: CalendarDate, now: Date) -> String {
        text(
            Address(url), "changes/location",
            ["startTimestamp=\(since.iso)T00:00:00Z", "endTimestamp=\(now.iso8601)"] + paging(1))
    }

    static func isOfChanges(_ address: String) -> Bool { Address(address).path.hasSuffix("/changes/location") }

    /// The day on which the changes that an address asks for end; nil where it asks for all locations.
    static func lastDay(of address: String) -> CalendarDate? {
        guard isOfChanges(address) else { return nil }
        let value = (Address(address).query ?? "").split(separator: "&").first { $0.hasPrefix("endTimestamp=") }
        return value.flatMap { CalendarDate(iso: String($0.drop { $0 != "=" }.dropFirst().prefix(10))) }
    }

    /// The same listing's page of that number.
    static func page(_ number: Int, of address: String) -> String {
        var address = Address(address)
        let kept = (address.query ?? "").split(separator: "&").filter {
            !$0.hasPrefix("page=") && !$0.hasPrefix("perPage=")
        }
        address.query = (kept.map(String.init) + paging(number)).joined(separator: "&")
        return address.text
    }

    /// `listing`: the address of the page that names the location.
    static func location(_ id: String, on listing: String) -> String {
        var address = Address(listing)
        let end = isOfChanges(listing) ? "/changes/location" : "/locations"
        address.path = address.path.dropLast(address.path.hasSuffix(end) ? end.count : 0) + "/locations/" + id
        address.query = nil
        return address.text
    }

    private static func paging(_ number: Int) -> [String] { ["page=\(number)", "perPage=\(rowsAPage)"] }

    private static func text(_ address: Address, _ path: String, _ parameters: [String]) -> String {
        var address = address
        while address.path.hasSuffix("/") { address.path.removeLast() }
        address.path += "/" + path
        address.query = parameters.joined(separator: "&")
        address.fragment = nil
        return address.text
    }
}
