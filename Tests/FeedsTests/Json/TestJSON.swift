import Markup

@testable import Feeds

/// JSON that leads to reports, or states grades, with the paths that read it.
enum TestJSON {
    static let reports = FeedCase(
        format: "json", contentType: "application/json",
        document: """
            {"meta": {"count": 2}, "data": {"items": [
              {"title": "Full inspection", "links": {"pdf": "/v1/file/1"}, "on": "2024-05-16", "home": {"name": "Kent", "id": 80476}},
              {"title": "Monitoring visit", "links": {"pdf": "/v1/file/2"}, "on": "15/11/2019", "home": {"name": "Kent", "id": 80476}}
            ]}}
            """)

    static func map() throws -> JSONMap {
        var map = JSONMap(
            items: try JSONPath("data.items"),
            fields: ItemMap(link: try JSONPath("links.pdf"), title: try JSONPath("title")))
        map.fields.date = try JSONPath("on")
        map.fields.provider = try JSONPath("home.name")
        map.fields.providerID = try JSONPath("home.id")
        return map
    }

    static func ratings() throws -> JSONMap {
        var map = JSONMap(items: try JSONPath("$"))
        map.fields.date = try JSONPath("inspected")
        map.fields.provider = try JSONPath("name")
        map.fields.providerID = try JSONPath("id")
        map.fields.grades = ItemGrades(
            framework: "f",
            areas: [
                ItemArea(id: "overall", grade: try JSONPath("ratings[area=Overall].grade")),
                ItemArea(id: "care", grade: try JSONPath("ratings[area=Care].grade")),
            ], codes: ["good": "good", "poor": "poor", "5": "good"], missing: ["not rated"], scheme: "own")
        return map
    }

    static func home(_ id: Int, _ overall: String, care: String = "\"Good\"", inspected: String = "2024-05-16")
        -> String
    {
        #"{"id": \#(id), "name": "Home \#(id)", "inspected": "\#(inspected)", "ratings": [{"area": "Overall", "grade": \#(overall)}, {"area": "Care", "grade": \#(care)}]}"#
    }
}
