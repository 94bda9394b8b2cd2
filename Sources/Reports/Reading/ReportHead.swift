import Inspections

/// What a report states of itself beside the grades: days of inspection, day of publication, lead inspector.
struct ReportHead: Sendable {
    let inspection: InspectionDates
    let published: CalendarDate?
    let leadInspector: String?
    /// The unique reference number that the report prints: `SC000001`, `123456`.
    let urn: String?

    private static let inspectionMarks = [
        "inspection dates", "inspection date s", "inspection date", "dates of inspection", "date of inspection",
    ].map { Words.of($0) }

    init(_ lines: [Line]) {
        let head = lines.prefix(80)
        inspection =
            ReportHead.dates(in: head, after: ReportHead.inspectionMarks, lines: 3)
            ?? ReportHead.datesWithin(head, after: ReportHead.inspectionMarks)
            // A report card's heading has the day of its inspection: "Inspection report: 28 April 2026".
            ?? ReportHead.dates(in: head, after: [["inspection", "report"]], lines: 0)
            ?? InspectionDates(start: nil, end: nil)
        published =
            ReportHead.dates(in: head, after: [["report", "published"], ["published"]], lines: 4)?.end
        leadInspector = ReportHead.inspector(in: lines)
        urn = ReportHead.urn(in: lines)
    }

    /// After its name on one line or the next; social care's numbers also in a line of their own on the first page.
    private static func urn(in lines: [Line]) -> String? {
        for (index, line) in lines.enumerated() {
            if index < 20, line.words.count == 1, line.words[0].hasPrefix("sc"), isURN(line.words[0]) {
                return line.words[0].uppercased()
            }
            for mark in [["unique", "reference", "number", "urn"], ["unique", "reference", "number"], ["urn"]]
            where line.words.starts(with: mark) {
                let rest = line.words.dropFirst(mark.count)
                let number = rest.isEmpty && index + 1 < lines.count ? lines[index + 1].words[...] : rest
                if number.count == 1, let only = number.first, isURN(only) { return only.uppercased() }
            }
        }
        return nil
    }

    private static func isURN(_ word: String) -> Bool {
        let digits = word.hasPrefix("sc") ? word.dropFirst(2) : word[...]
        return (5...8).contains(digits.count) && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The days on the first line that begins with one of these marks, or on one of the lines below it.
    private static func dates(in lines: ArraySlice<Line>, after marks: [[String]], lines count: Int) -> InspectionDates?
    {
        for (index, line) in lines.enumerated() {
            guard let mark = marks.first(where: { line.words.starts(with: $0) }) else { continue }
            let text = line.text.dropWords(mark.count)
            if let dates = DateRange.read(text + " " + following(lines, index + 1)) { return dates }
            guard text.isEmpty || Words.of(text).isEmpty else { continue }
            for below in lines.dropFirst(index + 1).prefix(count) {
                if let dates = DateRange.read(below.text) { return dates }
            }
        }
        return nil
    }

    /// The days right after one of these marks within a line: two lines that were printed as one.
    private static func datesWithin(_ lines: ArraySlice<Line>, after marks: [[String]]) -> InspectionDates? {
        for line in lines {
            for mark in marks {
                guard let start = Words.find(mark, in: line.words), start > 0,
                    !EarlierInspection.marks.contains(line.words[start - 1]),
                    let dates = DateRange.read(line.text.dropWords(start + mark.count))
                else { continue }
                return dates
            }
        }
        return nil
    }

    /// The next line, where it goes on with days.
    private static func following(_ lines: ArraySlice<Line>, _ index: Int) -> String {
        guard let next = lines.dropFirst(index).first, !next.isMark, next.words.first.flatMap({ Int($0) }) != nil else {
            return ""
        }
        return next.text
    }

    private static func inspector(in lines: [Line]) -> String? {
        for (index, line) in lines.enumerated() where line.words.count < 16 {
            guard
                line.words.starts(with: ["lead", "inspector"]) || line.words.starts(with: ["reporting", "inspector"])
            else { continue }
            let beside = line.text.dropWords(2)
            let name = person(beside.isEmpty && index + 1 < lines.count ? lines[index + 1].text : beside)
            if let name { return name }
        }
        return nil
    }

    /// The two to five capitalised words before a comma, a post or the end.
    private static func person(_ text: String) -> String? {
        var name: [Substring] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            let bare = word.last == "," ? word.dropLast() : word
            guard !posts.contains(String(bare).withoutFullStop), bare.first?.isUppercase == true else { break }
            name.append(bare)
            if bare.count < word.count { break }
        }
        return (2...5).contains(name.count) ? name.joined(separator: " ") : nil
    }

    private static let posts: Set<String> = ["HMI", "Her", "His", "Ofsted", "OI", "SHMI", "Senior"]
}

/// The frameworks whose own table, card or outcome a document prints, whatever its title says.
struct Structure: Sendable {
    /// More than one where the rows are those of several.
    let proven: [FrameworkReading]

    init(_ frameworks: [FrameworkData], _ lines: [Line], on day: CalendarDate?) {
        let beginnings = LineBeginnings(lines)
        let found = frameworks.filter { $0.mayBePrinted(in: beginnings) }.compactMap { data in
            let reading = FrameworkReading(data, lines)
            return reading.proof(on: day).map { (reading: reading, rows: $0) }
        }
        // A framework that explains only some of the rows that another explains is not theirs.
        proven = found.filter { one in !found.contains { one.rows.isStrictSubset(of: $0.rows) } }.map(\.reading)
    }

    /// The one framework whose reports are read, where it alone is proven.
    var only: FrameworkReading? { proven.count == 1 && proven[0].data.titles.isEmpty == false ? proven[0] : nil }

    func reading(of id: String) -> FrameworkReading? { proven.first { $0.data.framework.id == id } }
}

/// Reads the facts beside grades that a framework's reports state in fixed words.
enum StatedFacts {
    /// The value of each fact by its id; a fact of which two values are stated is left out.
    static func read(_ facts: [PrintedFact], in lines: [Line]) -> [String: String] {
        let words = facts.isEmpty ? [] : lines.flatMap(\.words)
        var stated: [String: String] = [:]
        for fact in facts {
            let values = fact.values.filter { $0.says.contains { Words.find($0, in: words) != nil } }
            if let only = values.first, values.count == 1 { stated[fact.id] = only.value }
        }
        return stated
    }
}
