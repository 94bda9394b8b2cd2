package import Inspections

import Digests
import Markup

/// Reads one document and says what it states, with the evidence for it, or why it states nothing.
package struct ReportReader: Sendable {
    package let catalogue: FrameworkCatalogue
    package let registry: ProviderRegistry
    private let data: Later<ReportData>
    private let pdf: PDFText

    var frameworks: [FrameworkData] { data.value.frameworks }
    private var letterTitles: [Pattern] { data.value.letterTitles }
    var vocabulary: Vocabulary { data.value.vocabulary }

    private static let tooMuchText = "the document holds too much text (limits.report_text)"

    /// `data`: asked for once something is to be known of it.
    init(_ data: Later<ReportData>, pdf: PDFText) {
        self.data = data
        self.pdf = pdf
        catalogue = FrameworkCatalogue { data.value.frameworks.map(\.framework) }
        registry = ProviderRegistry { data.value.registry }
    }

    /// Never throws: what cannot be read is an outcome, its reason in `doubts`. The document's content decides, not the
    /// hints. `known`: frameworks of the reports on its provider, by which the ratings on a provider's page are told
    /// where several frameworks have their areas.
    package func read(
        _ document: [UInt8], mediaHint: String? = nil, name: String? = nil, known: Set<String> = []
    ) async -> Outcome {
        let media = Media(of: document)
        var outcome = Outcome(result: .unreadable, media: media.rawValue, sha256: SHA256.hex(of: document))
        outcome.isCut = media.isCut(document)
        switch media {
        case .pdf:
            do throws(PDFText.Failure) {
                let text = DocumentText(try await pdf.text(of: document), vocabulary)
                await readReport(text.lines, layout: document, into: &outcome)
                if outcome.result == .unreadable {
                    outcome.result = .notAReport
                    outcome.doubts = ["no title of a known framework on its first page"]
                    noteUnknownReport(text.lines, &outcome)
                }
            } catch {
                outcome.doubts = [error.cause]
            }
        case .html:
            do throws(MarkupError) {
                let page = try HTMLDocument(parsing: document)
                if page.root.text.utf8.count > ReportLimits.current.textBytes {
                    outcome.doubts = [ReportReader.tooMuchText]
                    break
                }
                if let blocks = RatingBlocks(page) {
                    read(blocks, page.root.text, known: known, into: &outcome)
                    break
                }
                let text = page.root.text
                await readText(text, paragraphs: text.split(separator: "\n").map(String.init), into: &outcome)
                if outcome.result == .notAReport, NotFoundPage.isShown(by: page) {
                    outcome.isNotFoundPage = true
                    outcome.doubts = ["the host shows its \"not found\" page"]
                }
            } catch {
                outcome.doubts = ["\(error)"]
            }
        case .text where document.count > ReportLimits.current.textBytes:
            outcome.doubts = [ReportReader.tooMuchText]
        case .text:
            let text = String(decoding: document, as: UTF8.self)
            await readText(text, paragraphs: ReportReader.paragraphs(text), into: &outcome)
        case .unknown:
            outcome.doubts = [Media.isEmpty(document) ? "the document is empty" : "neither PDF, HTML nor text"]
        }
        return outcome
    }

    /// The framework is the one that has all the areas shown; one that only shares the overall grade proves nothing.
    private func read(_ blocks: RatingBlocks, _ text: String, known: Set<String>, into outcome: inout Outcome) {
        outcome.result = .notAReport
        var fitting = frameworks.compactMap { data in
            blocks.statements(in: data).map { (data: data, statements: $0) }
        }
        if fitting.count > 1 { fitting.removeAll { !known.contains($0.data.framework.id) } }
        guard !blocks.areas.isEmpty, fitting.count == 1, let found = fitting.first else {
            outcome.doubts = ["its rating's areas are not those of one known framework"]
            if !blocks.areas.isEmpty {
                outcome.unknownReport = UnknownReport(
                    title: "a provider's page", labels: blocks.areas.map { $0.label.withoutFullStop })
            }
            return
        }
        outcome.framework = found.data.framework.id
        outcome.basis = .table
        outcome.inspection = blocks.inspection
        name([blocks.providerName].compactMap(\.self), &outcome)
        outcome.providerURN = outcome.providerURN ?? ReportHead(DocumentText(text, vocabulary).lines).urn
        let witnesses = Witnesses(
            areas: found.data.areas, expected: Set(found.data.areas.map(\.id)), readings: [],
            sentences: found.statements)
        let gaps = blocks.inspection.start == nil ? ["no day of inspection could be read"] : []
        conclude(witnesses, doubts: gaps, hasPages: false, into: &outcome)
    }

    private func readText(_ text: String, paragraphs: [String], into outcome: inout Outcome) async {
        let lines = DocumentText(text, vocabulary).lines
        await readReport(lines, layout: nil, into: &outcome)
        if outcome.result == .unreadable { readArticle(paragraphs, into: &outcome) }
        if outcome.result == .notAReport { noteUnknownReport(lines, &outcome) }
    }

    private func noteUnknownReport(_ lines: [Line], _ outcome: inout Outcome) {
        // What is known from data alone prints no grades: a line that says "5" is none of a report.
        let printed = frameworks.filter { !$0.titles.isEmpty }.flatMap(\.grades)
        guard let unknown = UnknownReport(lines, grades: GradeWords(printed)) else { return }
        outcome.unknownReport = unknown
        outcome.doubts = ["it states grades, but under no title of a known framework: \"\(unknown.title)\""]
    }

    /// Leaves `unreadable` standing where neither title nor structure is known.
    private func readReport(_ lines: [Line], layout document: [UInt8]?, into outcome: inout Outcome) async {
        let none = GradeWords([])
        let head = ReportHead(lines)
        let structure = Structure(frameworks, lines, on: head.inspection.start)
        let letter = Title.find(letterTitles, in: lines, grades: none)
        let titled = frameworks.compactMap { data in
            Title.find(data.titles, in: lines, grades: none).map { (data: data, title: $0) }
        }.filter { $0.data.isMarked(lines) }.sorted { $0.title.comes(before: $1.title) }
        if let letter, titled.first.map({ letter.comes(before: $0.title) }) ?? true {
            read(VisitLetter(lines, title: letter, titles: letterTitles), hasPages: document != nil, into: &outcome)
            if let proven = structure.only {
                outcome.witnesses = []
                contradict("its title is a letter's", proven, &outcome)
            }
        } else if let first = titled.first {
            let equals = titled.filter { !first.title.comes(before: $0.title) }
            let fitting = equals.first { structure.reading(of: $0.data.framework.id) != nil }
            let chosen = fitting ?? first
            let reading =
                structure.reading(of: chosen.data.framework.id) ?? FrameworkReading(chosen.data, lines)
            await read(reading, chosen.title, head, lines, layout: document, into: &outcome)
            if fitting == nil, let proven = structure.proven.first {
                contradict("its title is that of \(chosen.data.framework.id)", proven, &outcome)
            }
        } else if let proven = structure.only, head.inspection.start != nil {
            let title = Title.find(proven.data.titles, in: lines, grades: none, isWithin: true)
            await read(proven, title, head, lines, layout: document, into: &outcome)
        } else if structure.proven.isEmpty, lines.prefix(60).contains(where: { $0.words.first == "dear" }),
            let letter = Title.find(letterTitles, in: lines, grades: none, isWithin: true)
        {
            read(VisitLetter(lines, title: letter, titles: letterTitles), hasPages: document != nil, into: &outcome)
        }
    }

    /// Where title and structure say different things of what a document is, it states nothing.
    private func contradict(_ title: String, _ proven: FrameworkReading, _ outcome: inout Outcome) {
        outcome.result = .doubtful
        outcome.framework = outcome.framework ?? proven.data.framework.id
        outcome.judgements = []
        outcome.doubts = ["\(title), but its grades are laid out as those of \(proven.data.framework.id)"]
    }

    private func read(_ letter: VisitLetter, hasPages: Bool, into outcome: inout Outcome) {
        outcome.result = letter.doubts.isEmpty ? .ungraded : .doubtful
        outcome.doubts = letter.doubts
        outcome.witnesses = letter.witnesses.map { hasPages ? $0 : $0.withoutPage }
        outcome.inspection = letter.inspection
        outcome.published = letter.published
        outcome.facts = letter.facts
        name(letter.providerCandidates, unsure: letter.unsureCandidates, &outcome)
    }

    private func read(
        _ reading: FrameworkReading, _ title: Title?, _ head: ReportHead, _ lines: [Line], layout document: [UInt8]?,
        into outcome: inout Outcome
    ) async {
        let data = reading.data
        outcome.facts = StatedFacts.read(data.facts, in: lines)
        outcome.framework = data.framework.id
        outcome.inspection = head.inspection
        outcome.published = head.published
        outcome.leadInspector = head.leadInspector
        if let title {
            let found = ProviderHeading.candidates(in: lines, title: title)
            let unsure = ProviderHeading.unsureCandidates(in: lines, title: title)
            // Above a title that names nobody stands a council that is known, or says that it is one, or a banner.
            let isSure = title.name != nil || !data.framework.isOnCouncils
            let named = found.filter { isSure || Words.of($0).contains("council") }
            name(named, unsure: isSure ? unsure : found + unsure, &outcome)
        } else {
            let candidates = ProviderHeading.candidates(inHeadOf: lines)
            name(candidates.named, unsure: candidates.unsure, &outcome)
        }
        outcome.providerURN = outcome.providerURN ?? head.urn
        let expected = data.expected(on: head.inspection.start)
        let readings = [reading.table] + [await layout(of: document, for: reading)].compactMap(\.self)
        let witnesses = Witnesses(
            areas: data.areas, expected: Set(expected), readings: readings, sentences: reading.stated)
        let doubts = reading.paragraph.doubts + (reading.card?.doubts ?? [])
        if readings.allSatisfy({ $0.table.isEmpty }), witnesses.judgements.isEmpty, doubts.isEmpty,
            outcome.facts["outcome"] != nil
        {
            outcome.result = .ungraded
            return
        }
        let unread = ReportReader.unread(witnesses, in: data, expected: expected)
        let gaps =
            head.inspection.start == nil
            ? ["no day of inspection could be read"]
            : unread.map { "\($0): the report states no grade that could be read" }
        conclude(witnesses, doubts: doubts + gaps, unread: unread, hasPages: document != nil, into: &outcome)
    }

    /// The table of a PDF by its layout: a second witness of what the reading order says.
    private func layout(of document: [UInt8]?, for reading: FrameworkReading) async -> TableReading? {
        let areas = reading.data.areas
        guard let document, !reading.data.isCard, areas.contains(where: { !$0.labels.isEmpty }) else { return nil }
        let page = reading.table.table.first?.page ?? 1
        guard let text = try? await pdf.text(of: document, layoutOf: page...(page + 1)) else { return nil }
        let sentences = StatedSentences(
            DocumentText(text, vocabulary).lines, areas: areas, grades: reading.grammar.grades)
        return TableReading(sentences.rest, grammar: reading.grammar, source: .layout)
    }

    /// Areas that the report should state and does not; a review of an area that stands apart has no others.
    private static func unread(_ witnesses: Witnesses, in data: FrameworkData, expected: [String]) -> [String] {
        let apart = Set(data.framework.areas.filter(\.standsApart).map(\.id)).union(
            data.areas.filter(\.isOptional).map(\.id))
        let told = Set(witnesses.judgements.map(\.area)).union(witnesses.areasInDoubt)
        guard !told.subtracting(apart).isEmpty else { return [] }
        return expected.filter { area in
            !told.contains(area) && !apart.contains(area)
                && !data.substitutes(of: area).contains(where: told.contains)
        }
    }

    private func readArticle(_ paragraphs: [String], into outcome: inout Outcome) {
        outcome.result = .notAReport
        let words = Words.of(paragraphs.joined(separator: " "))
        for data in frameworks where data.topics.contains(where: { Words.find($0, in: words) != nil }) {
            let article = PressArticle(paragraphs, areas: data.areas, grades: GradeWords(data.grades))
            let council = ProviderHeading.mentioned(in: words, registry: registry)
            // What it says of another council is not this one's grade.
            let statements = article.statements.filter { statement in
                let named = registry.provider(mentionedIn: statement.evidence)?.name
                return named.map(council.contains) ?? true
            }
            let areas = data.toldOf(on: article.dates.inspection.start)
            let witnesses = Witnesses(
                areas: data.areas, expected: Set(areas), readings: [],
                sentences: statements.filter { areas.contains($0.area) })
            guard !witnesses.judgements.isEmpty || !witnesses.doubts.isEmpty else { continue }
            outcome.framework = data.framework.id
            outcome.basis = .press
            outcome.inspection = article.dates.inspection
            outcome.published = article.dates.published
            name(council, &outcome)
            conclude(witnesses, doubts: [], hasPages: false, into: &outcome)
            return
        }
        outcome.doubts = ["no known inspection's grade is stated"]
    }

    private func conclude(
        _ witnesses: Witnesses, doubts: [String], unread: [String] = [], hasPages: Bool, into outcome: inout Outcome
    ) {
        outcome.judgements = witnesses.judgements.map {
            Judgement(
                area: $0.area, grade: $0.grade, printed: $0.printed, page: hasPages ? $0.page : nil,
                evidence: $0.evidence)
        }
        outcome.witnesses =
            witnesses.doubted.map {
                Witness(
                    area: $0.area, grade: $0.grade, printed: $0.printed, page: hasPages ? $0.page : nil,
                    source: $0.source.rawValue, evidence: $0.evidence)
            }
            + unread.map {
                Witness(area: $0, grade: nil, printed: "", page: nil, source: "the report", evidence: "")
            }
        outcome.doubts = witnesses.doubts + doubts
        if outcome.judgements.isEmpty, outcome.doubts.isEmpty { outcome.doubts = ["no grade could be read"] }
        outcome.result = outcome.doubts.isEmpty ? .graded : .doubtful
    }

    private func name(_ candidates: [String], unsure: [String] = [], _ outcome: inout Outcome) {
        let heading = ProviderHeading(candidates: candidates, unsure: unsure, registry: registry)
        outcome.providerName = heading?.name
        outcome.providerURN = heading?.urn
    }

    /// Paragraphs of plain text: blank lines part them.
    private static func paragraphs(_ text: String) -> [String] {
        var paragraphs = [""]
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.allSatisfy(\.isWhitespace) {
                paragraphs.append("")
            } else {
                paragraphs[paragraphs.count - 1] += line + " "
            }
        }
        return paragraphs
    }
}
