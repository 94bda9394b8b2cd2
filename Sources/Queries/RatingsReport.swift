package import Configuration
import Foundation
import History
import Inspections
import Reports
package import Text

/// Forms in which `ratings` prints.
package enum RatingsFormat: String, Sendable, CaseIterable {
    case table, csv, json
}

/// Which standing grades `ratingwatch ratings` shows; `nil` for all.
package struct RatingsQuestion: Sendable {
    package let region: String?
    package let area: String?
    package let framework: String?
    /// One of the configuration's `groups:` or portfolios, or one that comes with the program.
    package let group: String?

    package init(region: String?, area: String?, framework: String?, group: String?) {
        self.region = region
        self.area = area
        self.framework = framework
        self.group = group
    }

    var isOnAll: Bool { region == nil && area == nil && framework == nil && group == nil }
}

/// The answer to `ratingwatch ratings`: one row for each grade that stands today.
struct RatingsReport {
    let frameworks: FrameworkCatalogue
    /// Id of the only area that is asked for; `nil` for all.
    let area: String?
    /// The same of a framework.
    let framework: String?
    let format: RatingsFormat
    let times: ReadableTime
    private(set) var table = TextTable(header: [
        .text("provider"), .text("area"), "grade", "since", .extra("looked at", 1), .extra("report", 2),
    ])
    /// What was made of instants and of ids before: thousands of providers share a few.
    private var instants: [Date: String] = [:]
    private var words: [String: Words] = [:]

    /// What readers know the areas and grades of a framework by, by their ids.
    private struct Words {
        let areas: [String: String]
        let grades: [String: String]
    }

    init(
        frameworks: FrameworkCatalogue, area: String?, framework: String?, format: RatingsFormat, times: ReadableTime
    ) {
        self.frameworks = frameworks
        self.area = area
        self.framework = framework
        self.format = format
        self.times = times
    }

    static let csvHeader = CSVText.line([
        "provider", "name", "region", "framework", "area", "grade", "since", "start", "end", "url", "checked",
    ])

    /// Takes what is asked for of a provider: in bytes, or for the table. How many grades that are.
    mutating func add(_ rated: StoredRatings, to out: inout [UInt8]) throws -> Int {
        var inspections = try rated.inspections()
        if let framework { inspections.removeAll { $0.framework != framework } }
        if let area { inspections = inspections.map { $0.only(in: area) } }
        switch format {
        case .csv: csv(rated, inspections, to: &out)
        case .json: json(rated, inspections, to: &out)
        case .table: tabulate(rated, inspections)
        }
        return inspections.reduce(0) { $0 + $1.grades.count }
    }

    /// A row a grade; what the grades of one provider and one inspection share is made once.
    private mutating func csv(_ rated: StoredRatings, _ inspections: [StandingInspection], to out: inout [UInt8]) {
        let comma = UInt8(ascii: ",")
        let checked = lookedAt(rated) ?? ""
        for inspection in inspections {
            var (before, behind): ([UInt8], [UInt8]) = ([], [comma])
            CSVText.write(
                [rated.provider.id.text, rated.provider.name, rated.provider.region ?? "", inspection.framework],
                to: &before)
            before.append(comma)
            CSVText.write(
                [
                    inspection.day.iso, inspection.dates.start?.iso ?? "", inspection.dates.end?.iso ?? "",
                    inspection.url ?? "", checked,
                ], to: &behind)
            behind += CSVText.end.utf8
            for (area, grade) in inspection.grades {
                out += before
                CSVText.write(area, to: &out)
                out.append(comma)
                CSVText.write(grade, to: &out)
                out += behind
            }
        }
    }

    private static let betweenAreaAndGrade = Array(",\"grade\":".utf8)

    /// An object a grade, likewise.
    private mutating func json(_ rated: StoredRatings, _ inspections: [StandingInspection], to out: inout [UInt8]) {
        let before = Array("{\"provider\":\(rated.provider.json.text),\"area\":".utf8)
        let checked = lookedAt(rated)
        for inspection in inspections {
            let object = JSONValue.object([
                .init("since", .string(inspection.day.iso)),
                .init(
                    "inspection",
                    .object([
                        .init("framework", .string(inspection.framework)),
                        .init("start", .string(orNull: inspection.dates.start?.iso)),
                        .init("end", .string(orNull: inspection.dates.end?.iso)),
                    ])),
                .init("url", .string(orNull: inspection.url)),
                .init("checked", .string(orNull: checked)),
            ])
            let behind = Array(",\(object.text.dropFirst())\n".utf8)
            for (area, grade) in inspection.grades {
                out += before
                JSONValue.write(area, to: &out)
                out += RatingsReport.betweenAreaAndGrade
                JSONValue.write(grade, to: &out)
                out += behind
            }
        }
    }

    /// The provider stands beside its first grade alone.
    private mutating func tabulate(_ rated: StoredRatings, _ inspections: [StandingInspection]) {
        var name = rated.provider.name
        var checked = lookedAt(rated) ?? "never"
        for inspection in inspections {
            let words = words(of: inspection.framework)
            let since = inspection.day.iso
            for (area, grade) in inspection.grades {
                table.add(
                    TextTable.Row(cells: [
                        name, words.areas[area] ?? area, words.grades[grade] ?? grade, since, checked,
                        inspection.url ?? "",
                    ]))
                (name, checked) = ("", "")
            }
        }
    }

    /// `nil` for never.
    private mutating func lookedAt(_ rated: StoredRatings) -> String? {
        guard let instant = rated.checked else { return nil }
        if let known = instants[instant] { return known }
        let made = format == .table ? times.text(instant) : instant.iso8601
        instants[instant] = made
        return made
    }

    private mutating func words(of framework: String) -> Words {
        if let known = words[framework] { return known }
        let known = frameworks[framework]
        let areas = (known?.areas ?? []).map { ($0.id, $0.name) }
        let made = Words(
            areas: Dictionary(areas, uniquingKeysWith: { first, _ in first }), grades: known?.scale.names ?? [:])
        words[framework] = made
        return made
    }
}

extension Setup {
    /// The id of the area that is asked for; throws where the area or the framework is not known.
    static func area(of question: RatingsQuestion, among catalogue: FrameworkCatalogue) throws -> String? {
        if let framework = question.framework, catalogue[framework] == nil {
            throw UnknownName(framework, of: "framework", known: catalogue.all.map(\.id))
        }
        return try question.area.map { try area($0, among: catalogue) }
    }

    /// `ratingwatch ratings`; `print` gets the rows as they are read, and is false where nobody reads on.
    package func ratings(
        _ question: RatingsQuestion, format: RatingsFormat, style: TerminalStyle, print: (String) -> Bool
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let catalogue = try reports.catalogue
        var report = RatingsReport(
            frameworks: catalogue, area: try Setup.area(of: question, among: catalogue),
            framework: question.framework, format: format, times: ReadableTime(now: Date()))
        let group = try question.group.map { name in
            guard let group = configuration.groups[name] else {
                throw UnknownName(name, of: "group", known: configuration.groups.names)
            }
            return group
        }
        var count = 0
        var out = Array((format == .csv ? RatingsReport.csvHeader : "").utf8)
        func take(_ page: [StoredRatings]) throws -> Bool {
            for rated in page where group?.includes(rated.provider) ?? true {
                count += try report.add(rated, to: &out)
                if out.count > Setup.printedAtOnce {
                    if !print(String(decoding: out, as: UTF8.self)) { return false }
                    out.removeAll(keepingCapacity: true)
                }
            }
            return true
        }
        let isRead: Bool
        if let region = question.region {
            let providers = try await archive.ratedProviders(region: region)
            if providers.isEmpty, case let known = try await archive.regions(), !known.contains(region) {
                throw UnknownName(region, of: "region", known: known)
            }
            isRead = try await providers.read(archive.storedRatings(of:), take)
        } else {
            // Whoever asks for all may ask for very many: of most of these no more than the id is held at any time.
            isRead = try await archive.ratedProviders().read(archive.storedRatings(of:), take)
        }
        if !isRead { return Answer("", isGood: false) }
        if !out.isEmpty, !print(String(decoding: out, as: UTF8.self)) { return Answer("", isGood: false) }
        if !report.table.print(style, print) { return Answer("", isGood: false) }
        return Answer(
            "",
            complaint: count == 0
                ? (question.isOnAll ? "no grade is known yet" : "no grade stands for these") : nil)
    }

    /// Bytes from which on what was read is printed.
    private static let printedAtOnce = 65_536
}

extension Array where Element: Sendable {
    /// What is known of each, a part after the other: the next is read while one is taken, since each keeps a processor
    /// busy. False once `take` was.
    fileprivate func read(
        _ know: @Sendable ([Element]) async throws -> [StoredRatings], _ take: ([StoredRatings]) throws -> Bool
    ) async throws -> Bool {
        let size = atATime
        var (rest, known) = (self[...], [StoredRatings]())
        while !rest.isEmpty || !known.isEmpty {
            let next = Array(rest.prefix(size))
            rest = rest.dropFirst(next.count)
            async let following = next.isEmpty ? [] : know(next)
            if try !take(known) { return false }
            known = try await following
        }
        return true
    }

    /// Grades lie in the record by id, and are asked for by name: the more at once, the fewer of its pages are read
    /// again, and the longer the first is waited for.
    private var atATime: Int { Swift.min(Swift.max(2_048, count / 8), 8_192) }
}
