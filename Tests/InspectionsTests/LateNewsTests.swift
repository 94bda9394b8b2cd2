import Inspections
import Testing

/// An inspection is told as late where it began before one that readers know.
@Suite struct LateNewsTests {
    /// The news of what came second, once the first is told.
    private func second(_ stated: Stated) throws -> NewsItem {
        var first = Stated()
        let known = try #require(stated.statements.first)
        first.add(
            known.framework, start: known.dates.start?.iso, published: known.published?.iso,
            Dictionary(uniqueKeysWithValues: known.judgements.map { ($0.area, $0.grade) }), basis: known.basis,
            isPartial: known.isPartial)
        let news = try first.news()
        #expect(news.items.count == 1)
        let items = try stated.news(told: news.told).items
        #expect(items.count == 1)
        return try #require(items.first)
    }

    @Test func aReportOfAnEarlierInspectionIsLate() throws {
        var stated = Stated()
        stated.add("ilacs", start: "2022-03-01", ["overall-effectiveness": "good"])
        stated.add("ilacs", start: "2019-03-01", ["overall-effectiveness": "inadequate"])
        let late = try second(stated)
        #expect(late.kind == .inspectionPublished)
        #expect(late.change.late)
        #expect(late.change.judgements.map(\.direction) == [nil])
        #expect(late.change.judgements.map(\.from) == [nil])
        #expect(late.relation.consequences.map(\.area) == ["overall-effectiveness"])
        #expect(late.relation.consequences.map(\.told.direction) == [.first])
        #expect(late.relation.consequences.map(\.now.direction) == [.improved])
    }

    @Test func aReviewOfTheBoardAloneMakesNothingLate() throws {
        var stated = Stated()
        stated.add("sif", start: "2015-03-01", ["lscb-effectiveness": "requires-improvement"])
        stated.add("sif", start: "2014-03-01", ["overall-effectiveness": "good", "lscb-effectiveness": "inadequate"])
        let full = try second(stated)
        #expect(!full.change.late)
        #expect(full.change.judgements.map(\.direction) == [.first, .first])
    }

    /// An article of 2015 on the inspection of 2013 may be printed after the report of 2015.
    @Test func anArticleWithoutADayMakesNothingLate() throws {
        var stated = Stated()
        stated.add("apc", published: "2015-10-01", ["overall-effectiveness": "inadequate"], basis: .press)
        stated.add("sif", start: "2015-03-01", ["overall-effectiveness": "requires-improvement"])
        #expect(try !second(stated).change.late)
    }

    @Test func areasGradedAgainMakeNoOtherAreaLate() throws {
        var stated = Stated()
        stated.add("sif", start: "2015-06-01", ["adoption": "good"], basis: .table, isPartial: true)
        stated.add("sif", start: "2015-03-01", ["overall-effectiveness": "good"])
        #expect(try !second(stated).change.late)
    }
}
