@testable import Feeds

/// Pages of the report site, cut down to what is read of them.
enum OfstedPages {
    static let provider = FeedCase(
        format: "ofsted-provider", contentType: "text/html; charset=utf-8",
        document: whole(
            """
            <ol class="breadcrumbs"><li><a href="/">Home</a></li></ol>
            <h1 class="heading--title title-block__heading">Cheshire East</h1><p>URN: 80447</p>
            <ol class="timeline">
            <li class="timeline__day"><div><time>8 March 2024</time>
              <a class="publication-link" href="/v1/file/50247203" target="_blank">Children&#039;s services inspection
              <span class="nonvisual">Children&#039;s services inspection, pdf - 16 May 2024</span></a></div></li>
            <li class="timeline__day"><div><time>9 October 2019</time>
              <a class="publication-link" href="/v1/file/50133123">Focused visit
              <span class="nonvisual">Children&#039;s services focused visit,  pdf - 05 November 2019</span></a></div></li>
            </ol>
            """))

    static func whole(_ main: String) -> String {
        "<!DOCTYPE html><html lang=\"en\"><head><title>Find a report</title></head><body>\(main)</body></html>\n"
    }

    static func listing(_ rows: String, count: String = "2 results", after: String = "") -> String {
        whole("<p>\(count)</p><ul class=\"results-list\">\(rows)</ul>\(after)")
    }

    static func timeline(_ links: String, name: String = "<h1>Kent</h1>") -> String {
        whole("\(name)<ol class=\"timeline\">\(links)</ol>")
    }

    static func link(_ hidden: String, href: String = "/v1/file/7") -> String {
        "<li><a class=\"publication-link\" href=\"\(href)\">Report <span class=\"nonvisual\">\(hidden)</span></a></li>"
    }

    static let row = """
        <li class="search-result">
          <h3 class="search-result__title heading--sub"><a href="/provider/44/80447"> Cheshire  East </a></h3>
          <ul class="search-result__provider-info"><li>Category: <strong>Local authority</strong></li></ul>
          <ul class="search-result__provider-info"><li>Rating: <strong>Good</strong></li></ul>
          <ul class="search-result__provider-info"><li>Latest report: <strong><time>06 May 2024</time></strong></li>
          <li>URN: <strong>80447</strong></li></ul></li>
        """

    static let rowWithoutReport = """
        <li class="search-result"><h3 class="search-result__title"><a href="/provider/16/EY1234">Ash &amp; Elm</a></h3></li>
        """
}
