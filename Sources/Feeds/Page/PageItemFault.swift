/// Why one item of a page is left out, and which: `item 7 (Oak House): has no address`.
struct PageItemFault: Error {
    let words: String
}
