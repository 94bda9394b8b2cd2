import Testing

@testable import Daemon

/// How often the pages for readers are written.
@Suite struct SitePublishingTests {
    /// Thousands of feeds are always polled: without a rest a large record would have its pages looked at for ever.
    @Test(arguments: [
        (run: 0, rest: 0), (run: 40, rest: 360), (run: 2_000, rest: 18_000), (run: 90_000, rest: 300_000),
    ])
    func aTenthOfTheTimeGoesIntoPages(run: Int, rest: Int) {
        #expect(SitePublishing.rest(after: .milliseconds(run)) == .milliseconds(rest))
    }
}
