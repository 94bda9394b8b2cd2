/// What an alert on one inspection changes for another: another grade to compare with, or another direction.
package struct Consequence: Hashable, Codable, Sendable {
    package struct Comparison: Hashable, Codable, Sendable {
        package let from: String?
        package let direction: Direction?

        package init(from: String?, direction: Direction?) {
            self.from = from
            self.direction = direction
        }
    }

    package let framework: String
    package let dates: InspectionDates
    package let area: String
    package let told: Comparison
    package let now: Comparison
    /// The alert that told otherwise; `nil` where readers knew it from a baseline.
    package let alert: String?

    package init(
        framework: String, dates: InspectionDates, area: String, told: Comparison, now: Comparison, alert: String?
    ) {
        self.framework = framework
        self.dates = dates
        self.area = area
        self.told = told
        self.now = now
        self.alert = alert
    }

    var json: JSONValue {
        .object([
            .init("inspection", dates.json(framework: framework)), .init("area", .string(area)),
            .init("told", Consequence.json(told)), .init("now", Consequence.json(now)),
            .init("alert", .string(orNull: alert)),
        ])
    }

    private static func json(_ comparison: Comparison) -> JSONValue {
        .object([
            .init("from", .string(orNull: comparison.from)),
            .init("direction", .string(orNull: comparison.direction?.rawValue)),
        ])
    }
}
