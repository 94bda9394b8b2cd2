import Inspections

/// Just enough of the real frameworks to compare with.
enum TestFrameworks {
    static let fourPoint = Scale(
        id: "four-point", family: "four-point",
        ranks: ["outstanding": 4, "good": 3, "requires-improvement": 2, "inadequate": 1],
        names: ["requires-improvement": "requires improvement"])
    static let withAdequate = Scale(
        id: "four-point-adequate", family: "four-point",
        ranks: ["outstanding": 4, "good": 3, "adequate": 2, "inadequate": 1], names: [:])
    static let reportCard = Scale(id: "report-card", family: "report-card", ranks: ["exceptional": 5], names: [:])

    static let catalogue = FrameworkCatalogue([
        framework(
            "apc", withAdequate, ["overall-effectiveness", "help-and-protection", "quality-of-practice"], from: [:]),
        framework(
            "sif", fourPoint,
            ["overall-effectiveness", "help-and-protection", "care-leavers", "adoption", "lscb-effectiveness"],
            from: ["apc": ["overall-effectiveness"]]),
        framework(
            "ilacs", fourPoint,
            [
                "overall-effectiveness", "help-and-protection", "children-in-care", "care-leavers",
                "children-in-care-and-care-leavers",
            ],
            from: [
                "sif": ["overall-effectiveness", "help-and-protection"], "apc": ["overall-effectiveness"],
            ]),
        framework("oeif", fourPoint, ["overall-effectiveness"], line: "schools", from: [:]),
        framework(
            "report-card", reportCard, ["overall-effectiveness"], line: "schools",
            from: ["oeif": ["overall-effectiveness"]]),
        framework("area-send", fourPoint, ["overall-effectiveness"], line: "area-send", from: [:]),
    ])

    private static func framework(
        _ id: String, _ scale: Scale, _ areas: [String], line: String = "childrens-services",
        from: [String: Set<String>]
    ) -> Framework {
        let combined = "children-in-care-and-care-leavers"
        let halves = ["children-in-care", "care-leavers"]
        return Framework(
            id: id, name: id, line: line, scale: scale,
            areas: areas.map {
                Area(
                    id: $0, name: $0.replacing("-", with: " "), standsApart: $0 == "lscb-effectiveness",
                    splitFrom: id == "ilacs" && halves.contains($0) ? combined : nil)
            },
            comparableFrom: from)
    }
}
