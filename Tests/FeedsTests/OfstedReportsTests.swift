@testable import Feeds
import Foundation
import Inspections
import Testing

/// Listings and provider pages of the report site, and the mistakes that must not pass for "no change".
@Suite struct OfstedReportsTests {
    static let base = "https://reports.example/search?start=0"

    private func read(_ page: String, base: String = base) throws -> FeedDocument {
        try FeedKind.ofstedReports.read(Array(page.utf8), base: base)
    }

    @Test func aListingGivesProvidersItsCountAndTheNextPage() throws {
        let next =
            "<ul class=\"pagination\"><li><a class=\"pagination__next\" href=\"/search?q=&amp;start=100\">Next</a></li></ul>"
        let document = try read(
            OfstedPages.listing(
                OfstedPages.row + OfstedPages.rowWithoutReport, count: "Showing 1 to 2 of 1,530 results", after: next))
        let listing = try #require(document.listing)
        #expect(document.format == "ofsted-listing" && document.publications.isEmpty)
        #expect(
            listing.providers == [
                ListedProvider(
                    path: "/provider/44/80447", page: "https://reports.example/provider/44/80447",
                    name: "Cheshire East", urn: "80447", rating: "Good",
                    latest: CalendarDate(iso: "2024-05-06")),
                ListedProvider(
                    path: "/provider/16/EY1234", page: "https://reports.example/provider/16/EY1234", name: "Ash & Elm",
                    urn: "EY1234"),
            ])
        #expect(listing.total == 1530)
        #expect(listing.nextPage == "https://reports.example/search?q=&start=100")
    }

    @Test func aListingThatSaysSoIsEmpty() throws {
        #expect(try read(OfstedPages.listing("", count: "0 results")).listing == ProviderListing(total: 0))
    }

    @Test func aProviderPageGivesPublicationsByTheirHiddenText() throws {
        let publications = try read(OfstedPages.provider.document).publications
        #expect(publications.map(\.type) == ["Children's services inspection", "Children's services focused visit"])
        #expect(
            publications.map { $0.published.flatMap { CalendarDate(london: $0) }?.iso } == ["2024-05-16", "2019-11-05"])
        #expect(publications.map(\.id) == ["80447/v1/file/50247203", "80447/v1/file/50133123"])
        #expect(
            publications.allSatisfy {
                $0.providerName == "Cheshire East" && $0.providerURN == "80447" && $0.announcesPDF
            })
    }

    @Test(
        arguments: [
            ("Area SEND full inspection, pdf - 7 June 2024", "Area SEND full inspection", "2024-06-07"),
            ("Inspection,  pdf - 07 June 2013", "Inspection", "2013-06-07"),
            ("Single inspection of services, , pdf - 30 June 2015", "Single inspection of services", "2015-06-30"),
            ("Single inspection of services,, PDF – 30 June 2015", "Single inspection of services", "2015-06-30"),
            ("Care, health and visits,\u{A0}pdf - 1 Sept 2020", "Care, health and visits", "2020-09-01"),
            ("Re-inspection - full, pdf - 29 February 2024", "Re-inspection - full", "2024-02-29"),
        ])
    func theHiddenTextIsReadInAllItsForms(hidden: String, type: String, published: String) throws {
        let publication = try #require(try read(OfstedPages.timeline(OfstedPages.link(hidden))).publications.first)
        #expect(publication.type == type)
        #expect(publication.published.flatMap { CalendarDate(london: $0) }?.iso == published)
    }

    @Test func oneOddLinkIsReadForWhatItIs() throws {
        let links =
            OfstedPages.link("Visit, pdf - 7 June 2024") + OfstedPages.link("Something else", href: "/v1/file/8")
        let publications = try read(OfstedPages.timeline(links)).publications
        #expect(publications.map(\.type) == ["Visit", "Report Something else"])
        #expect(publications.map { $0.published == nil } == [false, true])
    }

    @Test(
        arguments: [
            ("rows-renamed", OfstedPages.listing("<li class=\"hit\">Kent</li>"), "the rows of its results"),
            ("no-count-no-rows", OfstedPages.listing("", count: "Results"), "the rows of its results"),
            (
                "link-gone", OfstedPages.listing("<li class=\"search-result\"><h3>Kent</h3></li>"),
                "a provider's name and link"
            ),
            (
                "date-unreadable",
                OfstedPages.listing(OfstedPages.row.replacing("06 May 2024", with: "last spring")),
                "a readable date of the latest report of Cheshire East"
            ),
            ("links-renamed", OfstedPages.timeline("<li><a class=\"doc\" href=\"/1\">x</a></li>"), "links to reports"),
            ("hidden-text-gone", OfstedPages.timeline(OfstedPages.link("Report")), "type and date in its links"),
            ("impossible-day", OfstedPages.timeline(OfstedPages.link("Visit, pdf - 31 June 2024")), "type and date"),
            ("name-gone", OfstedPages.timeline("", name: ""), "the name of the provider"),
            ("another-page", OfstedPages.whole("<h1>Welcome</h1>"), "a list of results or a timeline"),
            ("not-found-page", OfstedPages.whole("<h1>Report not found</h1>"), "not found"),
            (
                "cut-listing", String(OfstedPages.listing(OfstedPages.row + OfstedPages.row).dropLast(30)),
                "is truncated"
            ),
            ("cut-timeline", String(OfstedPages.provider.document.dropLast(40)), "is truncated"),
        ])
    func aPageThatYieldsNothingIsAFault(mistake: String, page: String, says: String) {
        let error = #expect(throws: FeedError.self, "\(mistake)") { try read(page) }
        #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
    }

    @Test(
        arguments: [
            ("https://r.example/search?q=&level_2_types[]=12", nil, "q=&level_2_types[]=12&start=0&rows=100"),
            ("https://r.example/search?rows=10&q=x&start=20", nil, "q=x&start=0&rows=100"),
            ("https://r.example/search", nil, "start=0&rows=100"),
            ("https://r.example/search?q=x", "2024-05-01", "q=x&latest_report_date_start=2024-05-01&start=0&rows=100"),
            (
                "https://r.example/search?latest_report_date_start=2024-01-01", "2024-05-01",
                "latest_report_date_start=2024-05-01&start=0&rows=100"
            ),
            (
                "https://r.example/search?latest_report_date_start=2024-07-01", "2024-05-01",
                "latest_report_date_start=2024-07-01&start=0&rows=100"
            ),
        ] as [(String, String?, String)])
    func theFirstPageIsAskedForWithAsManyRowsAsTheSiteGives(url: String, since: String?, query: String) {
        let address = OfstedReportSite().firstAddress(
            of: url, since: since.flatMap(CalendarDate.init(iso:)), now: .distantPast)
        #expect(address == "https://r.example/search?" + query)
    }

    @Test func aFileIsAskedForAsItIs() {
        #expect(
            OfstedReportSite().firstAddress(of: "file:///a/b.html", since: nil, now: .distantPast) == "file:///a/b.html"
        )
    }
}
