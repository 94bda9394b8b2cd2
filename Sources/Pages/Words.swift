import Foundation
import Inspections

/// Everything that the pages say of their own, by key; each language has them all.
enum Word: String, CaseIterable {
    case language, skip, tagline, menu, news, providers, compare, coverage, sources, about, find, findLabel
    case findHint, findNothing, findStatic, findFound, declined, improved, mixed, unchanged, none, first
    case notComparable, noLongerGraded, late, headline, from, to, now
    case before, area, grade, since, direction, printed, page, proof, latest, allNews, older, newest
    case archive, filter, everywhere, anyDirection, newsIn, noNews, noSuchNews, stripProviders, stripGrades
    case stripSources, stripLooked, never, howTheyStand, howTheyStandNote, ofProviders, standing, noStanding
    case timeline, timelineNote, inspections, letters, inspected, published, report, basis, withdrawn
    case alerts, neighbours, follow, atom, calendar, csv, json, badge, timelineFile, asOf, lookedAt, id
    case kind, region, allProviders, previous, next, pageOf, framework, moreInFile, chooseList, regions
    case groups, noRegions, councilsBy, provider, feed, condition, documents, toRead, inDoubt, lastRead
    case watchedSince, address, health, doubts, noDoubts, reason, byFramework, voided, follows, takesBack
    case consequences, because, publisher, reading, ruling, versions, recorded, document, number, event
    case told, correctedFrom, noGrade, explainIntro, movedTo, trust, how, howText, dataTitle, dataText
    case notFound, notFoundText, notUnderstood, openAPI, copyNote, months, basisReport, basisTable, basisPress,
        basisRuling
    case conditionGood, conditionFailing, conditionHeld, conditionEnded, conditionQuiet, conditionShrank
    case conditionNew, doubtful, trusted, priorityAction, throughYears
    case throughYearsNote, gradedUntil, year, chain, similar, expected, expectedTitle
    case deliveries, waiting, receiver, waitsFor, nextTry, attempts, failedDeliveries, givenUp, nothingWaits
    case nothingFailed, waitsFailing, waitsDigest, waitsQuiet, waitsDisabled, waitsUnconfigured, waitsDue
}

/// The words of one language.
struct Words: Sendable {
    /// As HTML names it: `en`, `cy`.
    let code: String
    private let texts: [String: String]

    /// Languages that there are words in.
    static let languages = ["en", "cy"]

    /// English where the language is none of them.
    init(language code: String) {
        self.code = Words.languages.contains(code) ? code : "en"
        let bytes = self.code == "cy" ? PackageResources.cy_words : PackageResources.en_words
        texts = Words.read(String(decoding: bytes, as: UTF8.self))
    }

    /// Lines of `key = text`; lines that begin with `#` say nothing.
    static func read(_ text: String) -> [String: String] {
        var texts: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let equals = line.firstRange(of: " = ") else { continue }
            texts[String(line[..<equals.lowerBound])] = String(line[equals.upperBound...])
        }
        return texts
    }

    /// Keys without words, and words without a key.
    static func mismatches(_ text: String) -> Set<String> {
        let kinds = AlertKind.allCases.filter { !$0.isForOperators }.map(\.rawValue)
        return Set(read(text).keys).symmetricDifference(Word.allCases.map(\.rawValue) + kinds)
    }

    subscript(_ word: Word) -> String { texts[word.rawValue] ?? word.rawValue }

    /// With `{name}` filled in.
    func callAsFunction(_ word: Word, _ values: KeyValuePairs<String, String>) -> String {
        values.reduce(self[word]) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    func direction(_ direction: String?) -> String {
        switch direction {
        case "improved": self[.improved]
        case "declined": self[.declined]
        case "mixed": self[.mixed]
        case "unchanged": self[.unchanged]
        case "first": self[.first]
        case "not-comparable": self[.notComparable]
        case "no-longer-graded": self[.noLongerGraded]
        default: self[.none]
        }
    }

    /// The name of a kind of alert for readers.
    func kind(_ kind: String) -> String {
        texts[kind] ?? kind.replacing("-", with: " ")
    }

    func basis(_ basis: String) -> String {
        switch Basis(rawValue: basis) {
        case .report: self[.basisReport]
        case .table: self[.basisTable]
        case .press: self[.basisPress]
        case .ruling: self[.basisRuling]
        default: basis
        }
    }

    func because(_ because: String) -> String {
        switch CorrectionCause(rawValue: because) {
        case .publisher: self[.publisher]
        case .reading: self[.reading]
        case .ruling: self[.ruling]
        case nil: because
        }
    }

    // MARK: - Days

    /// `16 May 2024`, `May 2024` of a month.
    func day(_ day: CalendarDate) -> String {
        let months = self[.months].split(separator: " ").map(String.init)
        let month = months.indices.contains(day.month - 1) ? months[day.month - 1] : String(day.month)
        return (day.isMonth ? "" : "\(day.day) ") + "\(month) \(day.year)"
    }

    func month(_ day: CalendarDate) -> String {
        CalendarDate(year: day.year, month: day.month).map(self.day) ?? self.day(day)
    }

    /// The London day of an instant.
    func day(_ instant: Date) -> String { CalendarDate(london: instant).map(day) ?? instant.iso8601 }

    /// `26 February 2024 – 8 March 2024`.
    func days(_ dates: InspectionDates) -> String? {
        guard let start = dates.start else { return nil }
        guard let end = dates.end, end != start else { return day(start) }
        return "\(day(start)) – \(day(end))"
    }

    /// `12,345`.
    static func count(_ number: Int) -> String {
        let digits = String(abs(number))
        var out = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { out += "," }
            out.append(digit)
        }
        return (number < 0 ? "-" : "") + out
    }
}
