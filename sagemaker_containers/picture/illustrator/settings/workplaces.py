"""Hospital, office, workshop and tavern."""

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator import buildings, interiors, props
from sagemaker_containers.picture.illustrator.stage import Stage


def hospital(stage: Stage) -> None:
    """A bright ward: bed, curtain, monitor."""
    edge = stage.width / 2
    with stage.layer("room", 0.3) as pen:
        line = interiors.room(stage, pen, "#d9ece6", "#c4d6d4", "#a9d0c8", boards=False, tiles=True)
        interiors.view(stage, pen, 0, line - 20, 28, 24, "#ffffff")
        pen.rect(-edge, 8, edge * 0.72, 1, "#b0bcc0", 0.4)
        for k in range(7):
            x = -edge + k * 5
            pen.rect(x, 9, 4.6, line - 12, ("#9fd0c9" if k % 2 else "#8cc4bd", "#79b3ad"), 1.6)
        bed = edge * 0.74
        pen.shadow(bed, line + 8, 24, 2, 0.3)
        for x in (-20, 20):
            pen.rect(bed + x - 0.7, line - 12, 1.4, 20, ("#e8eef0", "#a9b5ba"), 0.4)
        pen.rect(bed - 21, line - 4, 42, 4.4, ("#dfe6e8", "#b5c0c4"), 0.6)
        pen.rect(bed - 20, line - 9, 40, 6, ("#ffffff", "#e3ebee"), 2)
        pen.rect(bed - 12, line - 9.4, 32, 7, ("#8fc4d9", "#6fa8c4"), 1.6)
        pen.rect(bed + 11, line - 13, 9, 5, ("#ffffff", "#dfe8ec"), 2)
        pen.line([(bed - 25, line + 6), (bed - 25, line - 32)], "#b0bcc0", 0.7)
        pen.rect(bed - 27, line - 34, 4, 7, ("#e6f6fa", "#a9d4e0"), 1)
        pen.rect(edge * 0.44, line - 36, 13, 9, ("#4a5560", "#2c343d"), 0.8)
        pen.toned(str).line([(edge * 0.44 + 1.4, line - 31), (edge * 0.44 + 4, line - 31),
            (edge * 0.44 + 5.4, line - 34),
                             (edge * 0.44 + 7, line - 29), (edge * 0.44 + 8, line - 31),
                                 (edge * 0.44 + 11.6, line - 31)],
                            "#6ff0a8", 0.5)  # fmt: skip
        pen.rect(-4, 8, 8, 8, ("#ffffff", "#eef4f4"), 1)
        pen.rect(-0.9, 9.6, 1.8, 4.8, "#d9504a")
        pen.rect(-2.4, 11.1, 4.8, 1.8, "#d9504a")
        interiors.pot_plant(pen, -edge * 0.42, line + 3, 18, "#e8e2d4")
    stage.particles = "dust"


def office(stage: Stage) -> None:
    """A desk with a screen, a city behind tall windows."""
    edge = stage.width / 2
    old = stage.period == "historical"
    with stage.layer("room", 0.3) as pen:
        line = interiors.room(stage, pen, "#a98f74" if old else "#c4ccd4", "#8a6444" if old else "#9a9da8")
        for x in (-0.5, 0.0, 0.5):
            interiors.view(stage, pen, edge * x, line - 10, min(34, edge * 0.42), 42, "#6b4a33" if old else "#eef1f4")
        if not old:
            for x in (-0.5, 0.0, 0.5):
                for k in range(4):
                    tall = stage.random.uniform(9, 22)
                    block = stage.far(pen, 0.0)
                    block.rect(edge * x - 13 + k * 6.4, line - 11 - tall, 5.2, tall, ("#8fa5b8", "#7a90a5"), alpha=0.6)
        interiors.bookcase(stage, pen, -edge * 0.92, line + 2, 18, 40, "#7d5233" if old else "#e0e0dc")
        interiors.table(pen, edge * 0.76, line + 9, 40, 17, "#8a5a38" if old else "#d9b58a")
        desk = line - 8
        if old:
            pen.rect(edge * 0.68, desk - 6, 8, 6, ("#4a4038", "#2c2620"), 1)
        else:
            pen.rect(edge * 0.66, desk - 13, 17, 10.4, ("#4a515e", "#2b313c"), 0.6)
            pen.toned(str).rect(edge * 0.66 + 0.8, desk - 12.2, 15.4, 8.6, ("#a9dcf5", "#5b8fd0"), 0.2)
            pen.rect(edge * 0.66 + 7, desk - 3, 3, 3, "#6b727d")
        pen.rect(edge * 0.9, desk - 4, 3, 4, ("#fff4e4", "#d9c9ac"), 0.5)
        for k in range(4):
            pen.rect(edge * 0.58, desk - 1 - k * 0.7, 7, 0.7, ("#ffffff", "#e6e2d8"), 0.1)
        interiors.pot_plant(pen, -edge * 0.66, line + 5, 26, "#e8e2d4")
        interiors.pendant(stage, pen, -edge * 0.25, 9, 4.4, "#4a5560")
        interiors.pendant(stage, pen, edge * 0.25, 9, 4.4, "#4a5560")
    stage.particles = "dust"


def workshop(stage: Stage) -> None:
    """A craftsman's shop: bench, tools on the wall, pots on shelves, a fire."""
    edge = stage.width / 2
    with stage.layer("room", 0.3) as pen:
        line = interiors.room(stage, pen, "#b98a60" if stage.indian else "#a58a72", "#8f6a48", boards=not stage.indian)
        interiors.view(stage, pen, 0, line - 16, 24, 24, "#6b4629")
        for y in (22, 37):
            interiors.shelf(stage, pen, edge * 0.62, y, min(44, edge * 0.6))
        _tools(pen, -edge * 0.5, 16)
        interiors.table(pen, -edge * 0.72, line + 9, 44, 18, "#9a6a42")
        bench = line - 9
        for k, colour in enumerate(("#b8663c", "#c9855a", "#a8573a")):
            x = -edge * 0.72 - 12 + k * 10
            pen.blob([(x - 1.6, bench - 6), (x - 3.4, bench - 3.4), (x - 2, bench), (x + 2, bench),
                (x + 3.4, bench - 3.4),
                      (x + 1.6, bench - 6)], (lighter(colour, 0.25), darker(colour, 0.2)))  # fmt: skip
        if stage.indian:
            for k in range(4):
                with pen.moved(edge * 0.6 + k * 10, line + 5 + (k % 2) * 2.5, scale=1.0 + 0.3 * (k % 2)):
                    props.PROPS["pot"](stage, pen)
        else:
            interiors.fireplace(stage, pen, edge * 0.76, line + 3, 30, 22)
        buildings.lantern(stage, pen, -edge * 0.2, 5, 8)
        stage.lamp(-edge * 0.2, 11, 13, "#ffb54d", 0.25)
    stage.particles = "dust"


def _tools(pen: Pen, x: float, y: float) -> None:
    pen.rect(x - 17, y - 3, 34, 1.6, ("#8a5f3c", "#5f3f26"), 0.4)
    for k in range(6):
        px = x - 14 + k * 5.6
        pen.line([(px, y), (px, y + 11)], "#a8733f", 0.9)
        if k % 3 == 0:
            pen.rect(px - 2.4, y + 9.4, 4.8, 2.6, ("#8f98a3", "#5c646f"), 0.4)
        elif k % 3 == 1:
            pen.poly([(px - 1, y + 8), (px + 1, y + 8), (px + 0.4, y + 15), (px - 0.4, y + 15)], ("#c9d2da", "#8f98a3"))
        else:
            pen.arc(px, y + 11.6, 1.8, 2.2, 20, 320, "#7d8691", 0.8)


def tavern(stage: Stage) -> None:
    """An inn by firelight: beams, barrels, mugs."""
    edge = stage.width / 2
    with stage.layer("room", 0.3) as pen:
        line = interiors.room(stage, pen, "#d3b285" if stage.indian else "#c9ad88", "#80583a", "#7d5638")
        for x in (-0.98, -0.36, 0.36, 0.98):
            pen.rect(edge * x - 1.8, -1, 3.6, line + 1, ("#6b4629", "#4a2f1c"))
        pen.rect(-edge - 1, 6, stage.width + 2, 4, ("#7a5233", "#4a2f1c"))
        interiors.view(stage, pen, 0, line - 20, 20, 20, "#5a3a24")
        interiors.fireplace(stage, pen, -edge * 0.68, line + 3, 34, 28)
        for k in range(3):
            x = edge * 0.56 + k * 12
            pen.ellipse(x, line - 24, 5.6, 5.6, ("#c08a58", "#83552f"))
            pen.arc(x, line - 24, 5, 5, 0, 360, "#4a3d30", 0.6)
            pen.circle(x, line - 22, 0.7, "#4a3d30")
        pen.rect(edge * 0.5, line - 18, edge * 0.55, 1.8, ("#8a5f3c", "#5f3f26"), 0.4)
        pen.rect(edge * 0.46, line - 12, edge * 0.58, 17, ("#94653c", "#5f3f26"), 0.6)
        pen.rect(edge * 0.44, line - 13.6, edge * 0.6, 2.2, ("#c08a58", "#94653c"), 0.6)
        for k in range(4):
            x = edge * 0.54 + k * 7
            pen.rect(x - 1.5, line - 17.4, 3, 3.8, ("#d9b06a", "#a8742f"), 0.5)
            pen.ellipse(x, line - 17.4, 1.7, 0.7, "#fff8ea")
            pen.arc(x + 1.8, line - 15.6, 1, 1.2, -90, 180, "#a8742f", 0.4)
        for x in (-0.2, 0.22):
            buildings.lantern(stage, pen, edge * x, 10, 7)
            stage.lamp(edge * x, 15, 13, "#ffb54d", 0.22)
    stage.particles = "embers"
