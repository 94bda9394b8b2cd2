import Inspections
import Testing

@testable import Feeds

struct AddressTests {
    // Expectations of RFC 3986, section 5.4, for its base.
    @Test(arguments: [
        ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), (";x", "http://a/b/c/;x"),
        ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"),
        ("../..", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"),
        ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"), ("./g/.", "http://a/b/c/g/"),
        ("g/../h", "http://a/b/c/h"), ("g;x=1/../y", "http://a/b/c/y"), ("g?y/../x", "http://a/b/c/g?y/../x"),
    ])
    func resolvesAsTheStandardSays(reference: String, address: String) {
        #expect(Address.resolve(reference, against: "http://a/b/c/d;p?q") == address)
    }

    @Test(arguments: [
        ("file 1.pdf?x=ä b", "https://h/file 1.pdf?x=ä b"), ("fi\nle", "https://h/file"), ("a:b", "a:b"),
        ("x/a:b", "https://h/x/a:b"),
    ])
    func leavesTheCharactersOfAnAddressAlone(reference: String, address: String) {
        #expect(Address.resolve(reference, against: "https://h") == address)
    }

    @Test(
        arguments: [
            (
                "a page about it first", "<link href='/page'/><link type='application/pdf' href='/r.pdf'/>",
                "https://h/r.pdf"
            ),
            ("two pages", "<link href='/r'/><link href='/other'/>", "https://h/r"),
            ("content that lies elsewhere", "<content src='/r.pdf' type='application/pdf'/>", "https://h/r.pdf"),
            (
                "a page about content that lies elsewhere",
                "<link href='/page'/><content src='/r.pdf' type='application/pdf'/>", "https://h/r.pdf"
            ),
            (
                "a page, and more of it elsewhere", "<link href='/r'/><content src='/more' type='text/html'/>",
                "https://h/r"
            ),
            ("content of its own", "<content type='html'>/r</content>", nil),
        ] as [(String, String, String?)])
    func anEntryOfAtomLeadsToTheReport(_ name: String, links: String, address: String?) throws {
        let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><title>A</title>\(links)</entry></feed>"
        let document = try FeedKind.feed.read(Array(feed.utf8), base: "https://h/feed")
        #expect(document.publications.map(\.documentURL) == [address], "\(name)")
    }

    @Test(arguments: [nil, "", "not absolute"])
    func leavesAReferenceAsItIsWithoutABase(base: String?) {
        #expect(Address.resolve("x/y", against: base) == "x/y")
    }
}
