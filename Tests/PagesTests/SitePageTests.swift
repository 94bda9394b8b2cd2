import Feeds
import Foundation
import Inspections
import Markup
import Testing

@testable import Pages

/// Every page of a site whose record holds hostile words.
@Suite struct SitePageTests {
    private let world: PagesWorld

    init() async throws { world = try await PagesWorld() }

    /// Every address of a copy of the site, and some that only a server answers.
    private func addresses() async throws -> [SiteAddress] {
        let outline = try await world.site.outline(now: PagesWorld.start)
        return outline.groups.flatMap(\.addresses) + outline.lists + [
            .find("script", page: 1), .news(NewsFilter(kind: "rating-changed", since: "9999d"), .html),
            .news(NewsFilter(provider: "ofsted:80476"), .atom),
        ]
    }

    @Test func everyAddressOfTheOutlineIsAPage() async throws {
        let addresses = try await addresses()
        #expect(Set(addresses.map { $0.path + $0.query }).count == addresses.count)
        for address in addresses {
            let page = try await world.site.page(address, now: PagesWorld.start)
            #expect(page != nil, "\(address.path)\(address.query)")
        }
    }

    @Test func everyLinkOfEveryPageLeadsToAPage() async throws {
        for address in try await addresses() where address.path.hasSuffix(".html") {
            let text = try #require(try await world.text(address))
            let base = URL(string: "https://h/" + address.path)
            for link in text.matches(of: /(?:href|action)="([^"]*)"/).map({ String($0.1) }) where link.hasPrefix(".") {
                let target = try #require(URL(string: link.replacing("&amp;", with: "&"), relativeTo: base))
                let path = target.path(percentEncoded: true).dropFirst()
                let query = QueryText.values(target.query(percentEncoded: true) ?? "")
                let decoded = try #require(QueryText.decoded(path, isForm: false))
                let found = try #require(
                    SiteAddress(path: decoded, query: query), "\(address.path) leads to \(link)")
                let page = try await world.site.page(found, now: PagesWorld.start)
                #expect(page != nil, "\(address.path) leads to \(link)")
            }
        }
    }

    @Test func hostileWordsAreInertInEveryForm() async throws {
        for address in try await addresses() {
            let text = try #require(try await world.text(address))
            if !address.path.hasSuffix(".json"), !address.path.hasSuffix(".csv"), !address.path.hasSuffix(".ics") {
                #expect(!text.contains("<script"), "\(address.path)")
                #expect(!text.contains("\u{202E}"), "\(address.path)")
                #expect(!text.contains("<i>overall"), "\(address.path)")
                #expect(!text.contains("\"javascript:"), "\(address.path)")
            }
            #expect(!text.contains("secret to readers"), "\(address.path)")
            if address.path.hasSuffix(".csv") {
                #expect(!text.contains(",=") && !text.contains(",\"="), "\(address.path)")
                #expect(text.contains("'=HYPERLINK") || text.split(separator: "\r\n").count == 1, "\(address.path)")
            }
            if address.path.hasSuffix(".atom") || address.path.hasSuffix(".svg") {
                let document = try XMLDocument(parsing: Array(text.utf8))
                #expect(!document.recovered, "\(address.path)")
            }
        }
    }

    @Test func noPageIsLongAndEachNamesItsPolicy() async throws {
        for address in try await addresses() where address.path.hasSuffix(".html") {
            let text = try #require(try await world.text(address))
            #expect(text.utf8.count <= 100_000, "\(address.path)")
            #expect(text.contains("default-src &#39;none&#39;"), "\(address.path)")
            #expect(text.contains("<html lang=\"en\">") && text.contains("<a class=\"skip\" href=\"#main\">"))
            #expect(!text.contains("style=") && !text.contains("onclick"), "\(address.path)")
        }
    }

    @Test func theSameQuestionIsAnsweredInEveryForm() async throws {
        let filter = NewsFilter(region: "North West", direction: "declined")
        for form in ListForm.allCases {
            let text = try #require(try await world.text(.news(filter, form)))
            #expect(text.contains("Cheshire East") && !text.contains("alert(1)"), "\(form)")
        }
    }

    /// As people type it into the line of a browser; the page is that of the name as it is.
    @Test func namesInAnAddressAreTakenHoweverTheyAreWritten() async throws {
        let typed = try #require(SiteAddress(path: "alerts/north-west/Declined.csv", query: []))
        let filter = NewsFilter(region: "North West", direction: "declined")
        #expect(try await world.text(typed) == world.text(.news(filter, .csv)))
        let compared = try #require(SiteAddress(path: "compare/region/north west/ILACS", query: []))
        #expect(
            try await world.text(compared)?.contains("<h1>North West</h1>") == true)
        #expect(SiteAddress(path: "alerts/DECLINED", query: []) == .news(NewsFilter(direction: "DECLINED"), .html))
        // The list of providers says of which area a grade is.
        #expect(try await world.text(.providers(1))?.contains("<small>Overall effectiveness</small>") == true)
    }

    @Test(arguments: [
        NewsFilter(region: "Nowhere"), NewsFilter(direction: "sideways"), NewsFilter(kind: "operator-feed-failing"),
        NewsFilter(provider: "ofsted:1"), NewsFilter(since: "yesterday"),
    ])
    func aQuestionWithAWordThatNothingIsCalledIsNoPage(filter: NewsFilter) async throws {
        #expect(try await world.site.page(.news(filter, .html), now: PagesWorld.start) == nil)
    }

    @Test(arguments: [
        SiteAddress.alert("rw_op"), .alertBody("rw_op"), .alert("rw_80447"), .provider(ProviderID("ofsted:1")),
        .providers(9),
        .comparison(.region("Nowhere"), framework: nil, page: 1), .newsArchive(7, .html), .newsArchive(7, .atom),
        .comparison(.group("x"), framework: nil, page: 1),
    ])
    func whatIsNotKnownOrNotForReadersIsNoPage(address: SiteAddress) async throws {
        #expect(try await world.site.page(address, now: PagesWorld.start) == nil)
        let answer = try await world.site.answer(path: address.path, query: [], now: PagesWorld.start)
        #expect(answer.status == 404)
    }

    @Test(arguments: [SiteAddress.ComparedList.region("North West"), .group("Ours")])
    func aComparisonSaysHowManyStoodAtWhichGradeThroughTheYears(list: SiteAddress.ComparedList) async throws {
        let text = try #require(try await world.text(.comparison(list, framework: nil, page: 1)))
        #expect(text.contains("<h2 class=\"section\">Through the years</h2>"))
        #expect(text.contains("Inspections that began after 31 March 2026 do not grade it."))
        let rows = text.matches(of: /<th scope="row" role="rowheader">(20\d\d)<\/th>((?:<td[^>]*>[^<]*<\/td>)+)/).map {
            "\($0.1) " + $0.2.matches(of: />([^<]+)</).map { String($0.1) }.joined(separator: " ")
        }
        #expect(
            rows == [
                "2019 1 (100%) –", "2020 1 (100%) –", "2021 1 (100%) –", "2022 1 (100%) –", "2023 1 (100%) –",
                "2024 – 1 (100%)", "2025 – 1 (100%)", "2026 – 1 (100%)",
            ], "\(text.suffix(3000))")
    }

    @Test func anAlertThatWasTakenBackSaysSoAtItsOldAddress() async throws {
        let old = try #require(try await world.text(.alert("rw_80447aa")))
        #expect(old.contains("This no longer holds.") && old.contains("./../alert/rw_cccc") == false)
        #expect(old.contains("href=\"../alert/rw_cccc.html\""))
        let other = try #require(try await world.text(.alert("rw_80476aa")))
        #expect(!other.contains("This no longer holds."))
        // A list marks it, and the front page leads with another.
        let list = try #require(try await world.text(.news(NewsFilter(region: "North West"), .html)))
        #expect(list.split(separator: "<strong>This no longer holds.</strong>").count == 2)
        let front = try #require(try await world.text(.front))
        let lead = try #require(front.split(separator: "<article class=\"story lead\">").last?.prefix(600))
        #expect(lead.contains("rw_80476aa"))
    }

    @Test func ourOwnReaderReadsTheFeedsWithIdsThatStay() async throws {
        for form in [ListForm.atom, .json] {
            let text = try #require(try await world.text(.news(NewsFilter(), form)))
            let feed = try FeedKind.feed.read(
                Array(text.utf8), base: "https://ratings.example.org/alerts.\(form.rawValue)")
            #expect(
                feed.publications.map(\.id) == ["rw_cccc", "rw_80447aa", "rw_80476aa"].map { "urn:ratingwatch:" + $0 })
            #expect(feed.publications.last?.providerURN == "80476")
            #expect(
                feed.publications.first?.url == "https://ratings.example.org/alert/rw_cccc.html", "\(form.rawValue)")
        }
    }

    @Test func theStandingGradeIsInTheBadgeWithItsMonth() async throws {
        let badge = try #require(
            try await world.text(.providerFile(PagesWorld.cheshire.id, .badge)))
        #expect(badge.contains("Inadequate, February 2024"))
    }
}
