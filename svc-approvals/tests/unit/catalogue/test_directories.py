from svc_approvals.domain.catalogue.directories import Place, path_of, tree_of

DEEP = tuple("一二三四五六七八九")


def named(place: Place) -> dict[str, int]:
    return {child.name: child.matters for child in place.children}


def test_matters_are_counted_at_every_level_above_them() -> None:
    tree = tree_of({("店", "理发"): 2, ("店", "餐饮"): 3, ("店",): 1, ("婚",): 1, (): 4})

    assert (tree.matters, named(tree)) == (11, {"婚": 1, "店": 6})
    assert named(tree.children[1]) == {"理发": 2, "餐饮": 3}


def test_a_tree_reaches_nine_levels() -> None:
    place, names = tree_of({DEEP: 1}), []
    while place.children:
        (place,) = place.children
        names.append(place.name)

    assert tuple(names) == DEEP


def test_a_part_of_the_tree_counts_only_its_own() -> None:
    tree = tree_of({("店", "理发"): 2, ("婚",): 1}, ("店",))

    assert (tree.name, tree.matters, named(tree)) == ("店", 2, {"理发": 2})


def test_a_path_is_read_between_slashes() -> None:
    assert path_of("/一件事一次办/ 开店创业/") == ("一件事一次办", "开店创业")
    assert path_of("//") == ()
