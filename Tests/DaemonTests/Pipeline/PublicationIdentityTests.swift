import Foundation
import History
import Inspections
import Testing

@testable import Polling

@Suite struct PublicationIdentityTests {
    @Test func anIdThatChangesWithEachUpdateIsOnePublication() {
        let url = "https://www.example.gov.uk/report"
        let first = Publication(id: url + "#2024-05-01T00:00:00Z", url: url, updated: Date(timeIntervalSince1970: 1))
        let second = Publication(id: url + "#2024-06-01T00:00:00Z", url: url, updated: Date(timeIntervalSince1970: 2))
        #expect(PublicationIdentity.identity(of: first) == PublicationIdentity.identity(of: second))
        #expect(PublicationIdentity.fingerprint(of: first) != PublicationIdentity.fingerprint(of: second))
    }

    @Test(arguments: [
        (Publication(id: "tag:1", url: "https://example.org/1"), "tag:1"),
        (Publication(url: "https://example.org/1"), "https://example.org/1"),
        (Publication(id: "", url: "https://example.org/1"), "https://example.org/1"),
    ])
    func anEntryIsKnownByItsIdElseByItsAddress(publication: Publication, identity: String) {
        #expect(PublicationIdentity.identity(of: publication) == identity)
    }

    @Test func theOlderIsComparedFirstAndOfOneDayTheLowerFileNumber() {
        func stored(_ file: Int, _ day: String?) -> StoredPublication {
            StoredPublication(
                feed: "a", identity: "\(file)", fingerprint: "",
                publication: Publication(url: "https://example.org/v1/file/\(file)"),
                published: day.flatMap(CalendarDate.init(iso:)), seen: Date(timeIntervalSince1970: 0), baseline: false)
        }
        let sorted = [stored(9, "2024-01-02"), stored(100, "2024-01-01"), stored(20, "2024-01-01"), stored(1, nil)]
            .sorted(by: PublicationIdentity.isOlder)
        #expect(sorted.map(\.identity) == ["20", "100", "9", "1"])
    }
}
