import Markup

@testable import Feeds

/// Pages that lead to reports, or state grades, with the expressions that read them.
enum TestPages {
    static let reports = FeedCase(
        format: "page", contentType: "text/html; charset=utf-8",
        document: whole(
            item("Full inspection", "/v1/file/1", date: "16 May 2024")
                + item("Monitoring visit", "/v1/file/2", date: "5 November 2019")))

    static func map() throws -> PageMap {
        var map = PageMap(
            item: try XPath("//ul[@class='reports']/li"),
            fields: ItemMap(link: try XPath(".//a/@href"), title: try XPath(".//a")))
        map.fields.date = try XPath("time")
        map.fields.provider = try XPath("b")
        map.fields.providerID = try XPath("substring-after(i, 'URN ')")
        map.fields.type = try XPath("em")
        return map
    }

    static func item(
        _ title: String, _ link: String, date: String = "2024-05-16", provider: String = "Kent", urn: String = "80476"
    ) -> String {
        "<li><b>\(provider)</b> <i>(URN \(urn)</i> <a href=\"\(link)\">\(title)</a> <time>\(date)</time><em>report</em></li>\n"
    }

    static func whole(_ items: String) -> String {
        "<!DOCTYPE html><html lang=\"en\"><head><title>Reports</title></head><body><ul class=\"reports\">\n\(items)</ul></body></html>\n"
    }

    static func ratings() throws -> PageMap {
        var map = PageMap(
            item: try XPath("//tr[td]"), fields: ItemMap(link: try XPath("td[1]/a/@href"), title: try XPath("td[1]")))
        map.fields.date = try XPath("td[2]")
        map.fields.provider = try XPath("td[1]")
        map.fields.providerID = try XPath("@id")
        map.fields.grades = ItemGrades(
            framework: "f",
            areas: [
                ItemArea(id: "overall", grade: try XPath("td[3]")), ItemArea(id: "care", grade: try XPath("td[4]")),
            ], codes: ["good": "good", "poor": "poor"], missing: ["not rated"], scheme: "own")
        map.fields.dates.order = .dmy
        return map
    }

    static func row(_ id: String, _ name: String, _ date: String, _ overall: String, _ care: String = "Good") -> String
    {
        "<tr id=\"\(id)\"><td><a href=\"/\(id)\">\(name)</a></td><td>\(date)</td><td>\(overall)</td><td>\(care)</td></tr>"
    }

    static func table(_ rows: String...) -> String {
        "<html><body><table><tr><th>Name</th></tr>\(rows.joined())</table></body></html>"
    }
}
