import Foundation
import Inspections
import Testing

@testable import Pages

@Suite struct SiteAddressTests {
    static let names = [
        "ofsted:80447", "name:kent", "North West", "../../etc/passwd", "a/b", "é ✓", ".hidden", "~2f+", "x.json",
    ]

    static let addresses: [SiteAddress] =
        [
            .front, .compare, .coverage, .feeds, .deliveries, .about, .style, .find(nil, page: 1),
            .find("kent & co", page: 2),
            .providers(1), .providers(7), .newsArchive(0, .html), .newsArchive(41, .atom), .api(.description),
            .api(.coverage),
            .api(.tallies), .api(.providers(page: 3)),
            .news(NewsFilter(kind: "rating-changed", since: "7d", before: 12), .csv),
            .news(NewsFilter(direction: "declined,improved"), .json),
        ]
        + names.flatMap { name -> [SiteAddress] in
            [
                .alert(name), .alertBody(name), .provider(ProviderID(name)),
                .comparison(.region(name), framework: nil, page: 1),
                .comparison(.group(name), framework: "ilacs", page: 1),
                .comparison(.region(name), framework: name, page: 9),
                .news(NewsFilter(region: name), .html), .news(NewsFilter(region: name, direction: "declined"), .atom),
            ] + SiteAddress.ProviderFile.allCases.map { .providerFile(ProviderID(name), $0) }
        }

    @Test(arguments: addresses) func anAddressIsReadBackFromItsPath(address: SiteAddress) {
        let query = QueryText.values(String(address.query.dropFirst()))
        #expect(SiteAddress(path: address.path, query: query) == address)
    }

    @Test(arguments: addresses) func aPathIsAHarmlessNameOfAFile(address: SiteAddress) {
        #expect(!address.path.hasPrefix("/"))
        for part in address.path.split(separator: "/", omittingEmptySubsequences: false) {
            #expect(!part.isEmpty && !part.hasPrefix("."))
        }
    }

    @Test func noTwoPagesShareAFile() {
        let published = Self.addresses.filter(\.query.isEmpty)
        #expect(Set(published.map(\.path)).count == Set(published).count)
    }

    @Test(arguments: [
        ("..", false), ("../x", false), ("alert/..", false), ("a//b", false), ("provider/~zz.html", false),
        ("style.html", false),
        ("alerts", true), ("providers", true), ("provider/ofsted:80447", true), ("compare", true), ("", true),
        ("alerts.exe", false), ("api/v1/secret.json", false), ("alerts/archive/0.html", false),
    ])
    func pathsThatNobodyWroteAreRefused(path: String, isKnown: Bool) {
        #expect((SiteAddress(path: path, query: []) != nil) == isKnown)
    }

    @Test func formsAndListsAskTheSameQuestion() {
        let query = QueryText.values("region=North+West&direction=declined&x=%E2%9C%93")
        #expect(
            SiteAddress(path: "alerts", query: query)
                == .news(NewsFilter(region: "North West", direction: "declined"), .html))
        #expect(SiteAddress(path: "providers", query: [("q", "kent")]) == .find("kent", page: 1))
        #expect(
            SiteAddress(path: "compare", query: [("region", "London"), ("page", "2")])
                == .comparison(.region("London"), framework: nil, page: 2))
        #expect(SiteAddress(path: "providers", query: [("page", "-1")]) == nil)
    }

    /// Latin-1 or half of a character: whoever asks for one region must not get all of England's for it.
    @Test(arguments: ["region=%FF%FE", "region=K%F6ln", "region=%", "region=%E2%9C"])
    func aValueThatIsNoTextIsNotAskedFor(query: String) {
        let address = SiteAddress(path: "alerts.csv", query: QueryText.values(query))
        #expect(address == .news(NewsFilter(region: "\u{FFFD}"), .csv))
    }

    @Test func linksAreRelativeSoThatTheSiteMayLieAnywhere() {
        let deep = SiteAddress.news(NewsFilter(region: "North West", direction: "declined"), .html)
        #expect(deep.path == "alerts/North+West/declined.html")
        #expect(SiteAddress.front.relative(to: deep) == "../../")
        #expect(SiteAddress.provider(ProviderID("ofsted:1")).relative(to: .front) == "./provider/ofsted:1.html")
    }
}
