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
    package var region: String?
    package var area: String?
    package var framework: String?
    /// One of the configuration's `groups:` or portfolios, or one that comes with the program.
    package var group: String?
    /// Any of them; empty for all.
    package var grades: [String]

    package init(region: String?, area: String?, framework: String?, group: String?, grades: [String] = []) {
        self.region = region
        self.area = area
        self.framework = framework
        self.group = group
        self.grades = grades
    }

    var isOnAll: Bool { region == nil && area == nil && framework == nil && group == nil && grades.isEmpty }
}

/// The answer to `ratingwatch ratings`: one row for each grade that stands today.
struct RatingsReport {
    let frameworks: FrameworkCatalogue
    /// By the ids of areas, frameworks and grades.
    let question: RatingsQuestion
    let format: RatingsFormat
    let times: ReadableTime
    private(set) var table = TextTable(header: [
        .text("provider"), .text("area"), "grade", "since", .extra("looked at", 1), .extra("report", 2),
    ])
    /// What was made of instants and of ids before: thousands of providers share a few.
    private var instants: [Date: String] = [:]
    private var words: [String: Words] = [:]

    /// What readers know the areas and grades of a framework by, beside their ids. They are few: to go through them
    /// takes less time than to look them up.
    private struct Words {
        let areas: [(id: String, name: String)]
        let grades: [(id: String, name: String)]

        static func name(_ id: String, among known: [(id: String, name: String)]) -> String {
            for word in known where word.id == id { return word.name }
            return id
        }
    }

    init(
        frameworks: FrameworkCatalogue, question: RatingsQuestion, format: RatingsFormat, times: ReadableTime
    ) {
        self.frameworks = frameworks
        self.question = question
        self.format = format
        self.times = times
    }

    static let csvHeader = CSVText.line([
        "provider", "name", "region", "framework", "area", "grade", "since", "start", "end", "url", "checked",
    ])

    /// Takes what is asked for of a provider: in bytes, or for the table. How many grades that are.
    /// `isNamesake`: its neighbour in the list is called the same, so that the name alone says little.
    mutating func add(_ rated: StoredRatings, isNamesake: Bool, to out: inout [UInt8]) throws -> Int {
        var inspections = try rated.inspections()
        if let framework = question.framework { inspections.removeAll { $0.framework != framework } }
        if let area = question.area { inspections = inspections.map { $0.only(in: area) } }
        if !question.grades.isEmpty { inspections = inspections.map { $0.only(at: question.grades) } }
        switch format {
        case .csv: csv(rated, inspections, to: &out)
        case .json: json(rated, inspections, to: &out)
        case .table: tabulate(rated, inspections, isNamesake: isNamesake)
        }
        return inspections.reduce(0) { $0 + $1.grades.count }
    }

    /// Where what was taken ends: bytes, or rows of the table.
    func end(_ out: [UInt8]) -> Int { format == .table ? table.count : out.count }

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
        var before = Array("{\"provider\":".utf8)
        rated.provider.json.write(to: &before)
        before += ",\"area\":".utf8
        let checked = JSONValue.string(orNull: lookedAt(rated))
        for inspection in inspections {
            var behind: [UInt8] = []
            JSONValue.object([
                .init("since", .string(inspection.day.iso)),
                .init(
                    "inspection",
                    .object([
                        .init("framework", .string(inspection.framework)),
                        .init("start", .string(orNull: inspection.dates.start?.iso)),
                        .init("end", .string(orNull: inspection.dates.end?.iso)),
                    ])),
                .init("url", .string(orNull: inspection.url)),
                .init("checked", checked),
            ]).write(to: &behind)
            // Members of the same object.
            behind[0] = UInt8(ascii: ",")
            behind.append(UInt8(ascii: "\n"))
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
    private mutating func tabulate(
        _ rated: StoredRatings, _ inspections: [StandingInspection], isNamesake: Bool
    ) {
        var name = isNamesake ? ProviderSearch.suggestion(rated.provider) : rated.provider.name
        var checked = lookedAt(rated) ?? "never"
        for inspection in inspections {
            let words = words(of: inspection.framework)
            let since = inspection.day.iso
            for (area, grade) in inspection.grades {
                table.add { row in
                    row.cell(name)
                    row.cell(Words.name(area, among: words.areas))
                    row.cell(Words.name(grade, among: words.grades))
                    row.cell(since)
                    row.cell(checked)
                    row.cell(inspection.url ?? "")
                }
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
        let made = Words(
            areas: (known?.areas ?? []).map { ($0.id, $0.name) },
            grades: (known?.scale.names ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        words[framework] = made
        return made
    }
}

extension Setup {
    /// The question with the ids and names that are meant, and the group of that name; throws where one is not known.
    func named(
        _ question: RatingsQuestion, in archive: Archive
    ) async throws -> (question: RatingsQuestion, group: ProviderGroup?) {
        let catalogue = reports.catalogue
        var named = question
        named.framework = try question.framework.map {
            try UnknownName.resolving($0, of: "framework", among: catalogue.all.map(\.id))
        }
        named.area = try question.area.map { try Setup.area($0, among: catalogue) }
        named.grades = try Setup.grades(question.grades, among: catalogue)
        named.region = try await archive.known(region: question.region)
        named.group = try question.group.map {
            try UnknownName.resolving($0, of: "group", among: configuration.groups.names, many: KnownNames.inManual)
        }
        return (named, named.group.flatMap { configuration.groups[$0] })
    }

    /// `ratingwatch ratings`; `print` gets the rows as they are read, and is false where nobody reads on.
    package func ratings(
        _ question: RatingsQuestion, format: RatingsFormat, style: TerminalStyle, print: (String) -> Bool
    ) async throws -> Answer {
        guard let archive = try archive else { return nothingYet(isGood: true) }
        let (question, group) = try await named(question, in: archive)
        let report = RatingsReport(
            frameworks: reports.catalogue, question: question, format: format, times: ReadableTime(now: Date()))
        let head = format == .csv ? RatingsReport.csvHeader : ""
        let count: Int?
        if let region = question.region {
            var providers = try await archive.ratedProviders(region: region)
            if let group { providers.removeAll { !group.includes($0) } }
            if providers.count > RegionalRatings.maxProviders {
                count = try await streamed(providers, archive.storedRatings(of:), report, after: head, style, print)
            } else {
                var answer = RegionalRatings(report: report, providers: providers)
                try await answer.read { try await archive.storedRatings(of: $0) }
                count = answer.print(after: head, style, print) ? answer.count : nil
            }
        } else {
            // Of most of these no more than the id is held at any time.
            let ids = try await archive.ratedProviders()
            count = try await streamed(ids, archive.storedRatings(of:), of: group, report, after: head, style, print)
        }
        guard let count else { return Answer("", isGood: false) }
        if count > 0 { return Answer("") }
        if question.isOnAll { return Answer("", complaint: "no grade is known yet") }
        let doubts = try await archive.doubts(ofAreas: [question.area].compactMap(\.self))
        return Answer("", complaint: (["no grade stands for these"] + doubts).joined(separator: "\n"))
    }

    /// Prints the ratings of very many providers as they are read; how many these are, `nil` where nobody reads on.
    /// `keys`: by the names of the providers.
    private func streamed<Key: Sendable>(
        _ keys: [Key], _ know: @Sendable ([Key]) async throws -> [StoredRatings], of group: ProviderGroup? = nil,
        _ report: RatingsReport, after head: String, _ style: TerminalStyle, _ print: (String) -> Bool
    ) async throws -> Int? {
        var report = report
        var count = 0
        var out = Array(head.utf8)
        var before: String?
        // Grades lie in the record by id: the more at once, the fewer of its pages are read again.
        let isRead = try await keys.read(atATime: 8_192, know) { page in
            let asked = group.map { group in page.filter { group.includes($0.provider) } } ?? page
            for (place, rated) in asked.enumerated() {
                // They come by name; of two that part at the end of a page the second one tells where it is.
                let name = rated.provider.name
                let isNamesake = name == before || (place + 1 < asked.count && name == asked[place + 1].provider.name)
                before = name
                count += try report.add(rated, isNamesake: isNamesake, to: &out)
                if !out.print(above: TextTable.printedAtOnce, print) { return false }
            }
            return true
        }
        if !isRead || !out.print(print) { return nil }
        return report.table.print(style, print) ? count : nil
    }
}

extension Array where Element: Sendable {
    /// What is known of each, a part after the other: the next is read while one is taken, since each keeps a processor
    /// busy. False once `take` was.
    fileprivate func read(
        atATime size: Int, _ know: @Sendable ([Element]) async throws -> [StoredRatings],
        _ take: ([StoredRatings]) throws -> Bool
    ) async throws -> Bool {
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
}
